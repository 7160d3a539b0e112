import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import type { PostageLabel } from "../../../lib/api-types.ts";
import { statesBy } from "../../../lib/language/words-by.ts";
import { useBuyLabel, useLabelFile, useSendWith, useVoidLabel } from "../queries/postage-queries.ts";
import { t } from "../texts.ts";
import classes from "./postage.module.css";

const refunds: Readonly<Record<NonNullable<PostageLabel["refund"]>, { tone: Tone; word: string }>> = statesBy(t, {
  submitted: { tone: "progress", word: "label.askedBack" },
  refunded: { tone: "off", word: "status.refunded" },
  rejected: { tone: "failed", word: "label.refundRefused" },
  not_applicable: { tone: "off", word: "label.whenUsed" },
});

function stateOf({ state, refund }: PostageLabel): { tone: Tone; word: string } {
  if (refund !== null) return refunds[refund];
  if (state === "buying") return { tone: "review", word: t("label.checking") };
  return state === "failed" ? { tone: "failed", word: t("label.refused") } : { tone: "done", word: t("label.bought") };
}

/** One label, or why it was not bought. */
export function BoughtLabel({ label, sendable }: { label: PostageLabel; sendable: boolean }) {
  const buy = useBuyLabel();
  const { state, refund, error } = label;
  return (
    <div className={classes.label} data-testid="label">
      <div className={classes.rate} style={{ borderTop: 0 }}>
        <span className={classes.grow}>
          <strong>{label.carrier ?? t("postage.label")}</strong> {label.service}
        </span>
        {label.price && <MoneyText money={label.price} />}
        <StateDot {...stateOf(label)} />
      </div>
      {label.trackingNumber && <CopyText text={label.trackingNumber} label={t("label.copyTracking")} />}
      {error && <p className={classes.dim}>{error.message}</p>}
      {state === "buying" && label.rates[0] && (
        <Button
          size="compact-sm"
          variant="default"
          loading={buy.isPending}
          onClick={() => buy.mutate({ labelId: label.id, rateId: label.rates[0]?.id ?? "" })}
        >
          {t("postage.askAgain")}
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
          {t("postage.printLabel")}
        </Button>
        {sendable && (
          <Button size="compact-sm" variant="default" loading={send.isPending} onClick={markAsSent}>
            {t("postage.markAsSentWithIt")}
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
            {t("postage.giveBack")}
          </Button>
        )}
      </div>
      {failed && <FailureNotice error={failed} />}
    </>
  );
}
