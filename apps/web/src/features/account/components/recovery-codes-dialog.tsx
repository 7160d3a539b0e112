import { Button, CopyButton, Group, Modal, SimpleGrid, Stack } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import { t } from "../texts.ts";

/** Recovery codes, shown this once. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={t("account.factorCodes")} centered closeOnClickOutside={false}>
      <Stack gap="sm">
        <Note tone="wants">{t("account.factorCodesText")}</Note>
        <SimpleGrid cols={2} spacing="xs" className="mono" data-testid="recovery-codes">
          {codes.map((code) => (
            <span key={code}>{code}</span>
          ))}
        </SimpleGrid>
        <Group justify="flex-end">
          <CopyButton value={codes.join("\n")}>
            {({ copy }) => (
              <Button variant="default" onClick={copy}>
                {t("account.copyCodes")}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t("account.factorCodesKept")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
