import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useAddWebhook, useAlertWebhooks, useRemoveWebhook } from "../queries/alert-queries.ts";
import { t } from "../texts.ts";

/** Addresses that alerts are posted to. A secret is shown once, when its address is added. */
export function AlertWebhooks() {
  const query = useAlertWebhooks();
  const webhooks = query.data ?? [];
  const add = useAddWebhook();
  const remove = useRemoveWebhook();
  const [url, setUrl] = useState("");
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          style={{ flex: 1 }}
          label={t("alerts.postToAnAddress")}
          placeholder="https://"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={add.isPending}
          disabled={url === ""}
          onClick={() => add.mutate({ url }, { onSuccess: () => setUrl("") })}
        >
          {t("alerts.add")}
        </Button>
      </Group>
      {query.error && !query.data && <FailureNotice error={query.error} onRetry={() => void query.refetch()} />}
      {add.error ? <FailureNotice error={add.error} /> : null}
      {add.data && (
        <Note tone="wants">
          {t("alerts.secret")} <CopyText text={add.data.secret} label={t("alerts.copyTheSecret")} />
        </Note>
      )}
      {webhooks.map((webhook) => (
        <Group key={webhook.id} justify="space-between" wrap="nowrap">
          <Text size="sm" truncate>
            {webhook.url}
          </Text>
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            onClick={() =>
              remove.mutate(
                { webhookId: webhook.id },
                { onError: (error) => notifyFailure(t("alerts.itWasNotRemoved"), error) },
              )
            }
          >
            {t("alerts.remove")}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
