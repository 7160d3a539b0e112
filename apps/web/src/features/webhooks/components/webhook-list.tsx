import { Button, Group, Skeleton, Switch } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import panel from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Webhook } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { eventWord } from "../event-words.ts";
import { useChangeWebhook, useRemoveWebhook, useTestWebhook, useWebhooks } from "../queries/webhook-queries.ts";
import { t } from "../texts.ts";
import { ReplayDialog } from "./replay-dialog.tsx";
import { WebhookDialog } from "./webhook-dialog.tsx";

/** The addresses that are told what happens, each with how it does and what may be done about it. */
export function WebhookList({ onNew }: { onNew: () => void }) {
  const webhooks = useWebhooks();
  if (webhooks.error)
    return (
      <FailureNotice error={webhooks.error} what={t("webhooks.notLoaded")} onRetry={() => void webhooks.refetch()} />
    );
  if (webhooks.isPending) return <Skeleton height={84} />;
  if (webhooks.data.length === 0)
    return (
      <EmptyState kind="nothing-yet" title={t("webhooks.none")} text={t("webhooks.noneText")}>
        <Button onClick={onNew}>{t("webhooks.new")}</Button>
      </EmptyState>
    );
  return (
    <section className={panel["panel"]} aria-label={t("webhooks.addresses")}>
      {webhooks.data.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} />
      ))}
    </section>
  );
}

type Act = "change" | "replay" | "remove" | null;

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const [act, setAct] = useState<Act>(null);
  const close = () => setAct(null);
  return (
    <div className={panel["row"]} data-testid="webhook">
      <div className={panel["about"]}>
        <Group gap="xs">
          <WebhookState webhook={webhook} />
          <span className={panel["name"]} style={{ overflowWrap: "anywhere" }}>
            {webhook.url}
          </span>
        </Group>
        <div className={panel["dim"]}>{webhook.events.map(eventWord).join(" · ")}</div>
        <div className={panel["dim"]}>
          <Standing webhook={webhook} />
        </div>
      </div>
      <WebhookActs webhook={webhook} onAct={setAct} />
      {act === "change" && <WebhookDialog webhook={webhook} onClose={close} />}
      {act === "replay" && <ReplayDialog webhook={webhook} onClose={close} />}
      {act === "remove" && <RemoveDialog webhook={webhook} onClose={close} />}
    </div>
  );
}

function WebhookState({ webhook: { state } }: { webhook: Webhook }) {
  if (state === "off") return <StateDot tone="off" word={t("webhooks.off")} />;
  if (state === "failing") return <StateDot tone="failed" word={t("webhooks.failing")} />;
  return <StateDot tone="done" word={t("webhooks.healthy")} />;
}

function Standing({ webhook }: { webhook: Webhook }) {
  const { failingSince, lastSuccessAt, pending, failed } = webhook;
  return (
    <>
      {failingSince !== null && (
        <>
          {t("webhooks.failingSince")} <TimeText at={failingSince} />
          {" · "}
        </>
      )}
      {lastSuccessAt === null ? (
        t("webhooks.nothingTaken")
      ) : (
        <>
          {t("webhooks.lastTaken")} <TimeText at={lastSuccessAt} />
        </>
      )}
      {pending > 0 && ` · ${t("webhooks.waiting", { count: pending })}`}
      {failed > 0 && ` · ${t("webhooks.givenUp", { count: failed })}`}
    </>
  );
}

function WebhookActs({ webhook, onAct }: { webhook: Webhook; onAct: (act: Act) => void }) {
  const change = useChangeWebhook();
  const test = useTestWebhook();
  const onError = (error: unknown) => notifyFailure(t("webhooks.didNotWork"), error);
  return (
    <Group gap="xs">
      <Switch
        size="sm"
        label={t("webhooks.on")}
        checked={webhook.enabled}
        disabled={change.isPending}
        onChange={(event) =>
          change.mutate({ webhookId: webhook.id, enabled: event.currentTarget.checked }, { onError })
        }
      />
      <Button
        size="compact-sm"
        variant="default"
        loading={test.isPending}
        disabled={!webhook.enabled}
        onClick={() => test.mutate({ webhookId: webhook.id }, { onError })}
      >
        {t("webhooks.test")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onAct("change")}>
        {t("webhooks.events")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => onAct("replay")}>
        {t("webhooks.replay")}
      </Button>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => onAct("remove")}>
        {t("webhooks.remove")}
      </Button>
    </Group>
  );
}

function RemoveDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const remove = useRemoveWebhook();
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("webhooks.removeTitle")}
      action={t("webhooks.remove")}
      onConfirm={() => remove.mutate({ webhookId: webhook.id }, { onSuccess: onClose })}
      busy={remove.isPending}
      error={remove.error}
    >
      {t("webhooks.removeText", { url: webhook.url })}
    </ConfirmDialog>
  );
}
