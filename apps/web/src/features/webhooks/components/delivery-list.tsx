import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Delivery, Webhook } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { eventWord } from "../event-words.ts";
import { useDeliveries, useReplay, useWebhooks } from "../queries/webhook-queries.ts";
import { t } from "../texts.ts";

type State = Delivery["state"] | "all";

/** What was told and what waits, newest event first, each message with the button that posts it again. */
export function DeliveryList() {
  const webhooks = useWebhooks().data ?? [];
  const [webhookId, setWebhookId] = useState<string | null>(null);
  const [state, setState] = useState<State>("all");
  const query = useDeliveries({ ...(webhookId && { webhookId }), ...(state !== "all" && { state }) });
  if (webhooks.length === 0) return null;
  return (
    <>
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t("webhooks.state")}
          data={states()}
          value={state}
          onChange={(value) => setState(value as State)}
        />
        {webhooks.length > 1 && (
          <Select
            size="xs"
            clearable
            aria-label={t("webhooks.address")}
            placeholder={t("webhooks.allAddresses")}
            data={webhooks.map(({ id, url }) => ({ value: id, label: url }))}
            value={webhookId}
            onChange={setWebhookId}
          />
        )}
      </Group>
      {query.error ? (
        <FailureNotice error={query.error} what={t("webhooks.notLoaded")} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          name="webhook-deliveries"
          label={t("webhooks.messages")}
          columns={columns(webhooks)}
          rows={query.deliveries}
          rowId={(row) => row.id}
          loading={query.isPending}
          loadingMore={query.isFetchingNextPage}
          onEndReached={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
          empty={<EmptyState kind="nothing-yet" title={t("webhooks.noMessages")} text={t("webhooks.noMessagesText")} />}
          card={(row) => (
            <>
              <Group justify="space-between">
                <strong>{eventWord(row.type)}</strong>
                <DeliveryState delivery={row} />
              </Group>
              <div>{about(row)}</div>
              <Group justify="space-between">
                <TimeText at={row.occurredAt} />
                <ReplayButton delivery={row} />
              </Group>
            </>
          )}
        />
      )}
    </>
  );
}

const states = (): { value: State; label: string }[] => [
  { value: "all", label: t("webhooks.all") },
  { value: "pending", label: t("webhooks.stateWaiting") },
  { value: "sent", label: t("webhooks.stateTaken") },
  { value: "failed", label: t("webhooks.stateGivenUp") },
];

function columns(webhooks: readonly Webhook[]): readonly TableColumn<Delivery>[] {
  const hostOf = (id: string) => {
    const url = webhooks.find((webhook) => webhook.id === id)?.url;
    return url === undefined ? "" : new URL(url).host;
  };
  return [
    { id: "occurredAt", label: t("webhooks.happened"), width: 130, cell: (row) => <TimeText at={row.occurredAt} /> },
    { id: "type", label: t("webhooks.event"), width: 210, cell: (row) => eventWord(row.type) },
    { id: "about", label: t("webhooks.about"), width: 200, grow: true, cell: about },
    { id: "to", label: t("webhooks.to"), width: 180, cell: (row) => hostOf(row.webhookId) },
    { id: "state", label: t("webhooks.state"), width: 150, cell: (row) => <DeliveryState delivery={row} /> },
    { id: "attempts", label: t("webhooks.tries"), width: 80, align: "right", cell: (row) => row.attempts },
    { id: "replay", label: t("webhooks.replay"), width: 130, cell: (row) => <ReplayButton delivery={row} /> },
  ];
}

/** What an event is about, in the words its data has: an order's number, a SKU, a platform. */
function about({ data }: Delivery): string {
  const known = [data["platform"], data["platformOrderId"] ?? data["sku"] ?? data["title"]];
  return known.filter((word) => typeof word === "string").join(" · ");
}

function DeliveryState({ delivery: { state, answered, error } }: { delivery: Delivery }) {
  const title = error === null ? {} : { title: error };
  if (state === "sent") return <StateDot tone="done" word={t("webhooks.taken")} />;
  if (state === "failed") return <StateDot tone="failed" word={answerWord(answered)} {...title} />;
  if (error === null) return <StateDot tone="progress" word={t("webhooks.onItsWay")} />;
  return <StateDot tone="wants" word={answerWord(answered)} {...title} />;
}

function answerWord(answered: number | null): string {
  return answered === null ? t("webhooks.noAnswer") : t("webhooks.answered", { status: String(answered) });
}

function ReplayButton({ delivery }: { delivery: Delivery }) {
  const replay = useReplay();
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      loading={replay.isPending}
      aria-label={t("webhooks.sendAgainOf", { event: eventWord(delivery.type) })}
      onClick={() =>
        replay.mutate(
          { webhookDeliveryId: delivery.id },
          { onError: (error) => notifyFailure(t("webhooks.notReplayed"), error) },
        )
      }
    >
      {t("webhooks.sendAgain")}
    </Button>
  );
}
