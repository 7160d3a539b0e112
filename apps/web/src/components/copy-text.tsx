import { CopyButton, Tooltip, UnstyledButton } from "@mantine/core";

/** An id that a click copies. */
export function CopyText({ text, label = "Copy" }: { text: string; label?: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : label}>
          <UnstyledButton className="mono" onClick={copy} aria-label={`${label}: ${text}`} fz="inherit">
            {text}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
