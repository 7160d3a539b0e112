import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import type { Webhook, WebhookEventType } from "../../../lib/api-types.ts";
import { useAddWebhook, useChangeWebhook } from "../queries/webhook-queries.ts";
import { t } from "../texts.ts";
import { EventChoice } from "./event-choice.tsx";

/** Asks for an address and what it is told, and shows the secret once; or changes what a known one is told. */
export function WebhookDialog({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const add = useAddWebhook();
  const change = useChangeWebhook();
  const title = webhook ? t("webhooks.changeTitle") : add.data ? t("webhooks.copyNow") : t("webhooks.newTitle");
  return (
    <Modal opened onClose={onClose} title={title} size="lg" centered>
      {add.data ? (
        <MadeSecret text={add.data.secret} onClose={onClose} />
      ) : (
        <WebhookForm
          webhook={webhook}
          busy={add.isPending || change.isPending}
          error={add.error ?? change.error}
          onSubmit={(url, events) =>
            webhook
              ? change.mutate({ webhookId: webhook.id, events }, { onSuccess: onClose })
              : add.mutate({ url, events })
          }
        />
      )}
    </Modal>
  );
}

interface WebhookFormProps {
  webhook: Webhook | null;
  busy: boolean;
  error: unknown;
  onSubmit: (url: string, events: WebhookEventType[]) => void;
}

function WebhookForm({ webhook, busy, error, onSubmit }: WebhookFormProps) {
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [events, setEvents] = useState<WebhookEventType[]>(webhook?.events ?? ["alert.raised"]);
  const ready = url.trim() !== "" && events.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSubmit(url.trim(), events);
      }}
    >
      <Stack gap="sm">
        {error ? <FailureNotice error={error} what={t("webhooks.notSaved")} /> : null}
        <TextInput
          label={t("webhooks.address")}
          description={t("webhooks.addressHelp")}
          placeholder="https://"
          value={url}
          disabled={webhook !== null}
          onChange={(event) => setUrl(event.currentTarget.value)}
          data-autofocus
        />
        <EventChoice value={events} onChange={setEvents} />
        <Text size="sm" c="dimmed">
          {t("webhooks.idsOnly")}
        </Text>
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={!ready}>
            {webhook ? t("webhooks.save") : t("webhooks.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MadeSecret({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Stack gap="sm">
      <Note tone="wants">{t("webhooks.secretOnce")}</Note>
      <div style={{ overflowWrap: "anywhere" }}>
        <CopyText text={text} label={t("webhooks.copySecret")} />
      </div>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("webhooks.copied")}</Button>
      </Group>
    </Stack>
  );
}
