import { EmptyState } from "../../components/empty-state.tsx";
import { LinkButton } from "../../components/link-button.tsx";
import { t } from "../../lib/language/language.ts";

export function PageMissing() {
  return (
    <main>
      <EmptyState kind="no-match" title={t("shell.missing")} text={t("shell.missingText")}>
        <LinkButton to="/">{t("shell.goHome")}</LinkButton>
      </EmptyState>
    </main>
  );
}
