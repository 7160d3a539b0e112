import { Button, Drawer, Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Facts } from "../../../components/facts.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { ReasonChip } from "../../../components/reason-chip.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { ListingDetail } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { canSend, listingState } from "../listing-words.ts";
import { useListing, usePart, useSendFigures, useTie } from "../queries/listing-queries.ts";
import { t } from "../texts.ts";
import { ListingState } from "./listing-columns.tsx";
import classes from "./listings.module.css";

/** One listing beside the table: its numbers, and the units behind it. */
export function ListingDrawer({ listingId, onClose }: { listingId: string | null; onClose: () => void }) {
  return (
    <Drawer opened={listingId !== null} onClose={onClose} position="right" size="lg" title={t("listings.listing")}>
      {listingId !== null && <ListingView listingId={listingId} />}
    </Drawer>
  );
}

function ListingView({ listingId }: { listingId: string }) {
  const query = useListing(listingId);
  const send = useSendFigures();
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} />;
  const listing = query.data;
  const { text } = listingState(listing);
  return (
    <Stack gap="sm">
      <strong>{listing.title}</strong>
      {text && <Note tone={listing.task?.state === "failed" ? "failed" : "review"}>{text}</Note>}
      {listing.task?.error && <span className={classes.dim}>{listing.task.error.remedy}</span>}
      <Facts
        rows={[
          [t("listings.state"), <ListingState key="state" listing={listing} />],
          [t("listings.platform"), <PlatformMark key="platform" platform={listing.platform} withName />],
          [
            t("listings.number"),
            <span key="number" className="mono">
              {listing.externalId}
            </span>,
          ],
          ["SKU", listing.sku ?? <Unknown key="sku" what={t("listings.sku")} />],
          [t("listings.yourStockAllows"), listing.wanted ?? t("line.notLinked")],
          [
            t("listings.platformShows"),
            listing.platformQuantity ?? <Unknown key="shown" what={t("listings.numberUnknown")} />,
          ],
          [t("listings.read"), <TimeText key="read" at={listing.readAt} />],
          listing.task?.sentAt ? [t("listings.lastSent"), <TimeText key="sent" at={listing.task.sentAt} />] : null,
          listing.task?.nextTryAt
            ? [t("listings.nextTry"), <TimeText key="next" at={listing.task.nextTryAt} as="exact" />]
            : null,
        ]}
      />
      {canSend(listing) && (
        <Button
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { listingIds: [listing.id] },
              {
                onSuccess: () => notifyDone({ message: t("listing.onItsWay") }),
                onError: (error) => notifyFailure(t("listing.notSent"), error),
              },
            )
          }
        >
          {listing.wanted === null ? t("listing.withdraw") : t("listing.send", { wanted: listing.wanted })}
        </Button>
      )}
      {listing.items.length > 0 ? <TiedItems listing={listing} /> : <Suggestions listing={listing} />}
    </Stack>
  );
}

function byWhom(name: string | null): string {
  return name === null ? t("listing.byHand") : t("listing.byName", { name });
}

function TiedItems({ listing }: { listing: ListingDetail }) {
  const part = usePart();
  return (
    <section>
      <h2 className={classes.heading}>{t("listing.unitsBehind", { count: listing.items.length })}</h2>
      <ul className={classes.items}>
        {listing.items.map((item) => (
          <li key={item.inventoryItemId}>
            <span className={classes.itemText}>
              <Link to="/inventory" search={{ item: item.inventoryItemId }}>
                {item.title}
              </Link>
              <br />
              <span className={classes.dim}>
                {t("listing.onHand", { quantityOnHand: item.quantityOnHand, quantityClaimed: item.quantityClaimed })}{" "}
                {item.location ?? t("listings.noLocation")} {t("listing.tied")}{" "}
                {item.madeBy.kind === "person" ? byWhom(item.madeBy.name) : t("listing.byItself")}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              loading={part.isPending}
              onClick={() =>
                part.mutate(
                  { listingId: listing.id, inventoryItemIds: [item.inventoryItemId] },
                  { onError: (error) => notifyFailure(t("listing.notParted"), error) },
                )
              }
            >
              {t("listing.part")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Suggestions({ listing }: { listing: ListingDetail }) {
  const tie = useTie();
  if (listing.suggestions.length === 0) return <p className={classes.dim}>{t("listing.noneAlike")}</p>;
  return (
    <section>
      <h2 className={classes.heading}>{t("listing.maybe")}</h2>
      <ul className={classes.items}>
        {listing.suggestions.map((item) => (
          <li key={item.inventoryItemId}>
            <span className={classes.itemText}>
              {item.title}
              <br />
              <span className={classes.dim}>
                {item.sku ?? t("listings.noSku")} · {item.location ?? t("listings.noLocation")}
              </span>
              <br />
              {item.reasons.map((reason) => (
                <ReasonChip key={reason.text} {...reason} />
              ))}
            </span>
            <Button
              size="compact-sm"
              loading={tie.isPending}
              onClick={() =>
                tie.mutate(
                  { listingId: listing.id, inventoryItemIds: [item.inventoryItemId] },
                  { onError: (error) => notifyFailure(t("listing.notLinked"), error) },
                )
              }
            >
              {t("listings.link")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
