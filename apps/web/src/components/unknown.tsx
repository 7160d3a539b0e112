import { t } from "../lib/language/language.ts";

/** What is not known, said so to those who see it and those who hear it. */
export function Unknown({ what }: { what: string }) {
  return (
    <span style={{ color: "var(--mantine-color-dimmed)" }}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t("unknown.of", { what })}</span>
    </span>
  );
}
