import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { useBackfill } from "../queries/sync-queries.ts";
import type { ConnectionSchedules } from "../sync-words.ts";
import { t } from "../texts.ts";

interface BackfillDialogProps {
  connection: ConnectionSchedules;
  opened: boolean;
  onClose: () => void;
}

/** Asks from which day on old orders are to be read. */
export function BackfillDialog({ connection, opened, onClose }: BackfillDialogProps) {
  const [from, setFrom] = useState("");
  const backfill = useBackfill();
  const name = platformName(connection.platform);
  const start = () =>
    backfill.mutate(
      { connectionId: connection.connectionId, from },
      {
        onSuccess: () => {
          notifyDone({ message: t("backfill.started", { name }) });
          onClose();
        },
      },
    );
  return (
    <Modal opened={opened} onClose={onClose} title={t("backfill.title", { name })} centered>
      <Stack gap="md">
        <TextInput
          type="date"
          label={t("sync.fromThisDayOn")}
          description={t("backfill.text")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data-autofocus
        />
        {backfill.error ? <FailureNotice error={backfill.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          <Button onClick={start} disabled={from === ""} loading={backfill.isPending}>
            {t("sync.readOldOrders")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
