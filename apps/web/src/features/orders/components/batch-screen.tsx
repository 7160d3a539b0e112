import { Button, Progress, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { Batch, BatchParcel } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { statesBy } from "../../../lib/language/words-by.ts";
import { useBatch, useRetryBulk } from "../queries/bulk-queries.ts";
import { t } from "../texts.ts";
import classes from "./send.module.css";

type Correction = { trackingNumber?: string; carrier?: string };
type Corrections = Readonly<Record<number, Correction>>;

/** What became of orders that were sent together; the failed ones can be corrected and sent again. */
export function BatchScreen({ batchId }: { batchId: string }) {
  const batch = useBatch(batchId);
  const retry = useRetryBulk();
  const [corrections, setCorrections] = useState<Corrections>({});
  if (batch.error && !batch.data)
    return <FailureNotice error={batch.error} what={t("batch.unread")} onRetry={() => void batch.refetch()} />;
  if (!batch.data) return <Skeleton height={320} />;
  const { data } = batch;
  const correct = (position: number, part: Correction) =>
    setCorrections((now) => ({ ...now, [position]: { ...now[position], ...part } }));
  const again = () =>
    retry.mutate(
      {
        batchId,
        changes: Object.entries(corrections).map(([position, change]) => ({
          position: Number(position),
          ...(change.trackingNumber === undefined ? {} : { trackingNumber: change.trackingNumber.trim() || null }),
          ...(change.carrier === undefined ? {} : { carrier: change.carrier.trim() || null }),
        })),
      },
      { onSuccess: () => setCorrections({}) },
    );
  return (
    <>
      <BatchSummary batch={data}>
        {data.failed > 0 && !data.running && (
          <Button loading={retry.isPending} onClick={again}>
            {t("batch.retry", { failed: showNumber(data.failed) })}
          </Button>
        )}
        {!data.running && (
          <LinkButton to="/orders" variant="default">
            {t("batch.back")}
          </LinkButton>
        )}
      </BatchSummary>
      {retry.error && <FailureNotice error={retry.error} what={t("batch.notRetried")} />}
      <div className={classes.frame}>
        <table className={classes.table} aria-label={t("batch.outcomes")}>
          <thead>
            <tr>
              {[
                t("orders.order"),
                t("orders.state"),
                t("orders.trackingNumber"),
                t("orders.carrier"),
                t("orders.whatHappened"),
              ].map((label) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {failedFirst(data.parcels).map((parcel) => (
              <OutcomeRow
                key={parcel.position}
                parcel={parcel}
                correction={corrections[parcel.position] ?? {}}
                onCorrect={correct}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function failedFirst(parcels: readonly BatchParcel[]): BatchParcel[] {
  return [...parcels].sort(
    (a, b) => Number(b.state === "failed") - Number(a.state === "failed") || a.position - b.position,
  );
}

function BatchSummary({ batch, children }: { batch: Batch; children: React.ReactNode }) {
  const { total, done, failed, waiting, running } = batch;
  return (
    <div className={classes.summary}>
      <div style={{ flex: "1 1 16rem" }}>
        <div role="status" data-testid="batch-summary">
          {running ? t("batch.running", { done: done + failed, total }) : t("batch.sent", { done })}
          {failed > 0 ? t("batch.failed", { failed }) : ""}
          {running && waiting > 0 ? t("batch.toGo", { waiting }) : ""}
        </div>
        <Progress
          mt={6}
          aria-label={t("orders.progress")}
          value={total === 0 ? 100 : (100 * (done + failed)) / total}
          color={failed > 0 ? "orange" : "green"}
        />
      </div>
      {children}
    </div>
  );
}

const states: Readonly<Record<BatchParcel["state"], { tone: Tone; word: string }>> = statesBy(t, {
  waiting: { tone: "off", word: "orders.waits" },
  sending: { tone: "progress", word: "orders.onItsWay" },
  done: { tone: "done", word: "sale.sent" },
  failed: { tone: "failed", word: "status.failed" },
});

interface OutcomeRowProps {
  parcel: BatchParcel;
  correction: Correction;
  onCorrect: (position: number, part: Correction) => void;
}

function OutcomeRow({ parcel, correction, onCorrect }: OutcomeRowProps) {
  const { order, orderRef, position, state } = parcel;
  const failed = state === "failed";
  const name = order?.platformOrderId ?? orderRef;
  return (
    <tr data-fault={failed || undefined} data-testid={`outcome-${state}`}>
      <td>
        {order && <PlatformMark platform={order.platform} />}{" "}
        {order ? (
          <Link to="/orders/$orderId" params={{ orderId: order.id }} className="mono">
            {name}
          </Link>
        ) : (
          <span className="mono">{name}</span>
        )}
      </td>
      <td>
        <StateDot {...states[state]} />
      </td>
      <td>
        {failed && order ? (
          <input
            className={`${classes.field} mono`}
            aria-label={t("orders.trackingNumberOf", { name })}
            value={correction.trackingNumber ?? parcel.trackingNumber ?? ""}
            onChange={(event) => onCorrect(position, { trackingNumber: event.currentTarget.value })}
          />
        ) : (
          <span className="mono">{parcel.trackingNumber}</span>
        )}
      </td>
      <td>
        {failed && order ? (
          <input
            className={classes.field}
            aria-label={t("orders.carrierOf", { name })}
            value={correction.carrier ?? parcel.carrier ?? ""}
            onChange={(event) => onCorrect(position, { carrier: event.currentTarget.value })}
          />
        ) : (
          parcel.carrier
        )}
      </td>
      <td className={classes.say}>
        {failed && (
          <span className={classes.fault}>
            {parcel.message} {parcel.remedy}
          </span>
        )}
      </td>
    </tr>
  );
}
