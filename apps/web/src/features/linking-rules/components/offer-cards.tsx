import { Button, Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { MappingOffer } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { channelName } from "../bar-words.ts";
import { useOffers, useRulesVerbs } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";
import classes from "./rules.module.css";

/** What the seller's alike decisions seem to say, to be accepted or declined. */
export function OfferCards() {
  const query = useOffers();
  return (
    <section aria-labelledby="offers" className={classes.block}>
      <h2 className={classes.heading} id="offers">
        {t("offer.title")}
      </h2>
      {query.error ? (
        <FailureNotice error={query.error} what={t("offer.unread")} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton height={96} />
      ) : query.data.length === 0 ? (
        <p className={classes.dim}>{t("offer.none")}</p>
      ) : (
        <ul className={classes.cards}>
          {query.data.map((offer) => (
            <OfferCard key={offer.key} offer={offer} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OfferCard({ offer }: { offer: MappingOffer }) {
  const { accept, decline, forget } = useRulesVerbs();
  const busy = accept.isPending || decline.isPending;
  const take = () =>
    accept.mutate(
      { key: offer.key },
      {
        onSuccess: (taught) =>
          notifyDone({
            message: t("offer.taught"),
            action: { label: t("offer.undo"), run: () => forget.mutate({ id: taught.id }) },
          }),
        onError: (error) => notifyFailure(t("offer.notTaught"), error),
      },
    );
  const leave = () =>
    decline.mutate(
      { key: offer.key },
      {
        onSuccess: () => notifyDone({ message: t("offer.aside") }),
        onError: (error) => notifyFailure(t("offer.notAside"), error),
      },
    );
  return (
    <li className={classes.card} data-testid="offer">
      <h3 className={classes.offerText}>{offer.text}</h3>
      <p className={classes.dim}>
        {t("offer.product", { productTitle: offer.productTitle, platform: channelName(offer.platform) })}
      </p>
      <p className={classes.offerFacts}>
        {t("offer.decided", { decisions: offer.decisions })}
        {offer.waiting > 0 && <strong>{t("offer.waiting", { waiting: offer.waiting })}</strong>}
      </p>
      <details className={classes.cases}>
        <summary>{t("offer.would", { decisions: offer.decisions })}</summary>
        <ul>
          {offer.cases.map((one) => (
            <li key={one.lineId}>
              <PlatformMark platform={one.platform} size={16} />
              <LinkText to="/orders/$orderId" params={{ orderId: one.orderId }} size="sm">
                <span className="mono">{one.orderReference}</span>
              </LinkText>
              <span className={classes.caseTitle}>{one.sku ?? one.title}</span>
              <TimeText at={one.placedAt} />
            </li>
          ))}
        </ul>
      </details>
      <div className={classes.actions}>
        <Button size="compact-md" onClick={take} loading={accept.isPending} disabled={busy}>
          {t("offer.accept")}
          <span className="visually-hidden">{`: ${offer.text}`}</span>
        </Button>
        <Button size="compact-md" variant="default" onClick={leave} loading={decline.isPending} disabled={busy}>
          {t("offer.refuse")}
          <span className="visually-hidden">{`: ${offer.text}`}</span>
        </Button>
      </div>
    </li>
  );
}
