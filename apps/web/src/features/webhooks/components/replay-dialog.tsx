import { Button, Checkbox, Group, Modal, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { Webhook } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useReplaySince } from "../queries/webhook-queries.ts";
import { t } from "../texts.ts";

const spans = () => [
  { value: "1", label: t("webhooks.lastHour") },
  { value: "24", label: t("webhooks.lastDay") },
  { value: "168", label: t("webhooks.lastWeek") },
  { value: "720", label: t("webhooks.lastMonth") },
];

/** Has everything posted again that happened within a time. */
export function ReplayDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const replay = useReplaySince();
  const [hours, setHours] = useState("24");
  const [failedOnly, setFailedOnly] = useState(true);
  const send = () =>
    replay.mutate(
      { webhookId: webhook.id, since: new Date(Date.now() - Number(hours) * 3_600_000).toISOString(), failedOnly },
      {
        onSuccess: ({ messages }) => {
          onClose();
          notifyDone({ message: t("webhooks.replayed", { count: messages }) });
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t("webhooks.replayTitle")} centered>
      <Stack gap="sm">
        {replay.error ? <FailureNotice error={replay.error} what={t("webhooks.notReplayed")} /> : null}
        <Select
          label={t("webhooks.since")}
          data={spans()}
          value={hours}
          onChange={(value) => setHours(value ?? "24")}
          allowDeselect={false}
        />
        <Checkbox
          label={t("webhooks.failedOnly")}
          description={t("webhooks.failedOnlyHelp")}
          checked={failedOnly}
          onChange={(event) => setFailedOnly(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button loading={replay.isPending} onClick={send}>
            {t("webhooks.sendAgain")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
