import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import type { PostageLabel } from "../../../lib/api-types.ts";
import { useBuyLabel, useQuote } from "../queries/postage-queries.ts";
import { t } from "../texts.ts";
import classes from "./postage.module.css";

/** Asks carriers what the parcel costs, and buys what is chosen. */
export function QuoteForm({ orderId }: { orderId: string }) {
  const [weight, setWeight] = useState<number | string>("");
  const quote = useQuote();
  const weightGrams = Number(weight);
  return (
    <>
      <form
        className={classes.form}
        aria-label={t("postage.askForPostage")}
        onSubmit={(event) => {
          event.preventDefault();
          quote.mutate({ orderId, weightGrams });
        }}
      >
        <NumberInput
          label={t("postage.weightInGrams")}
          min={1}
          max={70_000}
          allowDecimal={false}
          value={weight}
          onChange={setWeight}
          required
        />
        <Button type="submit" variant="default" loading={quote.isPending} disabled={weightGrams < 1}>
          {t("postage.showPrices")}
        </Button>
      </form>
      {quote.error && <FailureNotice error={quote.error} what={t("postage.noCarrierCouldBeAsked")} />}
      {quote.data && <Offers label={quote.data.label} refusals={quote.data.refusals} />}
    </>
  );
}

interface OffersProps {
  label: PostageLabel;
  refusals: readonly { carrier: string | null; message: string }[];
}

function Offers({ label, refusals }: OffersProps) {
  const buy = useBuyLabel();
  return (
    <>
      <ul className={classes.rates} aria-label={t("postage.offers")}>
        {label.rates.map(({ id, carrier, service, price, deliveryDays }) => (
          <li key={id} className={classes.rate}>
            <span className={classes.grow}>
              <strong>{carrier}</strong> {service}
              {deliveryDays !== null && (
                <span className={classes.dim}> · {t("count.days", { count: deliveryDays })}</span>
              )}
            </span>
            <MoneyText money={price} />
            <Button
              size="compact-sm"
              loading={buy.isPending && buy.variables.rateId === id}
              disabled={buy.isPending}
              onClick={() => buy.mutate({ labelId: label.id, rateId: id })}
            >
              {t("postage.buy")}
            </Button>
          </li>
        ))}
      </ul>
      {refusals.map(({ carrier, message }) => (
        <p key={`${carrier} ${message}`} className={classes.dim}>
          {carrier}: {message}
        </p>
      ))}
      {label.rates.length === 0 && refusals.length === 0 && (
        <p className={classes.dim}>{t("postage.noCarrierMadeAnOffer")}</p>
      )}
      {buy.error && <FailureNotice error={buy.error} what={t("postage.theLabelWasNotBought")} />}
    </>
  );
}
