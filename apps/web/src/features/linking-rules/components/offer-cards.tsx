import { Button, Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkText } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { MappingOffer } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { channelName } from "../bar-words.ts";
import { useOffers, useRulesVerbs } from "../queries/rules-queries.ts";
import classes from "./rules.module.css";

/** What the seller's alike decisions seem to say, to be accepted or declined. */
export function OfferCards() {
  const query = useOffers();
  return (
    <section aria-labelledby="offers" className={classes.block}>
      <h2 className={classes.heading} id="offers">
        Offered rules
      </h2>
      {query.error ? (
        <FailureNotice error={query.error} what="The offers could not be read." onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton height={96} />
      ) : query.data.length === 0 ? (
        <p className={classes.dim}>
          None now. When you decide three sales alike and none otherwise, a rule is offered here. Nothing is learned
          without your yes.
        </p>
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
            message: "The rule is taught.",
            action: { label: "Undo", run: () => forget.mutate({ id: taught.id }) },
          }),
        onError: (error) => notifyFailure("The rule was not taught.", error),
      },
    );
  const leave = () =>
    decline.mutate(
      { key: offer.key },
      {
        onSuccess: () => notifyDone({ message: "Not offered again, unless further decisions say the same." }),
        onError: (error) => notifyFailure("The offer was not put aside.", error),
      },
    );
  return (
    <li className={classes.card} data-testid="offer">
      <h3 className={classes.offerText}>{offer.text}</h3>
      <p className={classes.dim}>
        {offer.productTitle} · on {channelName(offer.platform)}
      </p>
      <p className={classes.offerFacts}>
        You decided {countOf(offer.decisions, "sale")} so, and none otherwise.
        {offer.waiting > 0 && <strong>{` ${countOf(offer.waiting, "waiting sale")} would follow it.`}</strong>}
      </p>
      <details className={classes.cases}>
        <summary>{`The ${countOf(offer.decisions, "sale")} it would have decided`}</summary>
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
          Accept
          <span className="visually-hidden">{`: ${offer.text}`}</span>
        </Button>
        <Button size="compact-md" variant="default" onClick={leave} loading={decline.isPending} disabled={busy}>
          Not this
          <span className="visually-hidden">{`: ${offer.text}`}</span>
        </Button>
      </div>
    </li>
  );
}
