import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";
import { t } from "../lib/language/language.ts";

/** An id that a click copies. */
export function CopyText({ text, label = t("common.copy") }: { text: string; label?: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("common.copied") : label}>
          <UnstyledButton className="mono" onClick={copy} aria-label={`${label}: ${text}`} fz="inherit">
            {text}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
