import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { PostageLabel } from "../../../lib/api-types.ts";
import { useBuyLabel, useLabelFile, useSendWith, useVoidLabel } from "../queries/postage-queries.ts";
import classes from "./postage.module.css";

const refunds: Readonly<Record<NonNullable<PostageLabel["refund"]>, { tone: Tone; word: string }>> = {
  submitted: { tone: "progress", word: "Money asked back" },
  refunded: { tone: "off", word: "Refunded" },
  rejected: { tone: "failed", word: "Refund refused" },
  not_applicable: { tone: "off", word: "Charged when used" },
};

function stateOf({ state, refund }: PostageLabel): { tone: Tone; word: string } {
  if (refund !== null) return refunds[refund];
  if (state === "buying") return { tone: "review", word: "Being checked" };
  return state === "failed" ? { tone: "failed", word: "Refused" } : { tone: "done", word: "Bought" };
}

/** One label, or why it was not bought. */
export function BoughtLabel({ label, sendable }: { label: PostageLabel; sendable: boolean }) {
  const buy = useBuyLabel();
  const { state, refund, error } = label;
  return (
    <div className={classes.label} data-testid="label">
      <div className={classes.rate} style={{ borderTop: 0 }}>
        <span className={classes.grow}>
          <strong>{label.carrier ?? "Label"}</strong> {label.service}
        </span>
        {label.price && <MoneyText money={label.price} />}
        <StateDot {...stateOf(label)} />
      </div>
      {label.trackingNumber && <CopyText text={label.trackingNumber} label="Copy the tracking number" />}
      {error && <p className={classes.dim}>{error.message}</p>}
      {state === "buying" && label.rates[0] && (
        <Button
          size="compact-sm"
          variant="default"
          loading={buy.isPending}
          onClick={() => buy.mutate({ labelId: label.id, rateId: label.rates[0]?.id ?? "" })}
        >
          Ask again
        </Button>
      )}
      {state === "bought" && (refund === null || refund === "rejected") && (
        <LabelActs label={label} sendable={sendable} />
      )}
    </div>
  );
}

function LabelActs({ label, sendable }: { label: PostageLabel; sendable: boolean }) {
  const file = useLabelFile();
  const back = useVoidLabel();
  const send = useSendWith();
  const failed = file.error ?? back.error ?? send.error;
  const markAsSent = () =>
    send.mutate({
      ...{ orderId: label.orderId, carrier: label.carrier, trackingNumber: label.trackingNumber },
      // The carrier itself gave the number, through the provider.
      acceptTracking: true,
      // The same label is the same parcel, however often it is pressed.
      ...{ shippedAt: new Date().toISOString(), idempotencyKey: `label-${label.id}` },
    });
  return (
    <>
      <div className={classes.acts}>
        <Button
          size="compact-sm"
          leftSection={<IconPrinter size={15} aria-hidden="true" />}
          loading={file.isPending}
          onClick={() => file.mutate({ labelId: label.id })}
        >
          Print label
        </Button>
        {sendable && (
          <Button size="compact-sm" variant="default" loading={send.isPending} onClick={markAsSent}>
            Mark as sent with it
          </Button>
        )}
        {sendable && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={back.isPending}
            onClick={() => back.mutate({ labelId: label.id })}
          >
            Give back
          </Button>
        )}
      </div>
      {failed && <FailureNotice error={failed} />}
    </>
  );
}
