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
import { countOf } from "../../../lib/format.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { canSend, listingState } from "../listing-words.ts";
import { useListing, usePart, useSendFigures, useTie } from "../queries/listing-queries.ts";
import { ListingState } from "./listing-columns.tsx";
import classes from "./listings.module.css";

/** One listing beside the table: its numbers, and the units behind it. */
export function ListingDrawer({ listingId, onClose }: { listingId: string | null; onClose: () => void }) {
  return (
    <Drawer opened={listingId !== null} onClose={onClose} position="right" size="lg" title="Listing">
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
          ["State", <ListingState key="state" listing={listing} />],
          ["Platform", <PlatformMark key="platform" platform={listing.platform} withName />],
          [
            "Number",
            <span key="number" className="mono">
              {listing.externalId}
            </span>,
          ],
          ["SKU", listing.sku ?? <Unknown key="sku" what="SKU" />],
          ["Your stock allows", listing.wanted ?? "Not linked"],
          ["Platform shows", listing.platformQuantity ?? <Unknown key="shown" what="number" />],
          ["Read", <TimeText key="read" at={listing.readAt} />],
          listing.task?.sentAt ? ["Last sent", <TimeText key="sent" at={listing.task.sentAt} />] : null,
          listing.task?.nextTryAt ? ["Next try", <TimeText key="next" at={listing.task.nextTryAt} as="exact" />] : null,
        ]}
      />
      {canSend(listing) && (
        <Button
          loading={send.isPending}
          onClick={() =>
            send.mutate(
              { listingIds: [listing.id] },
              {
                onSuccess: () => notifyDone({ message: "The number is on its way." }),
                onError: (error) => notifyFailure("The number was not sent", error),
              },
            )
          }
        >
          {listing.wanted === null ? "Withdraw it: show 0" : `Send ${listing.wanted}`}
        </Button>
      )}
      {listing.items.length > 0 ? <TiedItems listing={listing} /> : <Suggestions listing={listing} />}
    </Stack>
  );
}

function TiedItems({ listing }: { listing: ListingDetail }) {
  const part = usePart();
  return (
    <section>
      <h2 className={classes.heading}>{countOf(listing.items.length, "unit")} behind it</h2>
      <ul className={classes.items}>
        {listing.items.map((item) => (
          <li key={item.inventoryItemId}>
            <span className={classes.itemText}>
              <Link to="/inventory" search={{ item: item.inventoryItemId }}>
                {item.title}
              </Link>
              <br />
              <span className={classes.dim}>
                {item.quantityOnHand} on hand, {item.quantityClaimed} promised · {item.location ?? "No location"} · tied{" "}
                {item.madeBy.kind === "person" ? `by ${item.madeBy.name ?? "hand"}` : "by itself"}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              loading={part.isPending}
              onClick={() =>
                part.mutate(
                  { listingId: listing.id, inventoryItemIds: [item.inventoryItemId] },
                  { onError: (error) => notifyFailure("The link was not removed", error) },
                )
              }
            >
              Part
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Suggestions({ listing }: { listing: ListingDetail }) {
  const tie = useTie();
  if (listing.suggestions.length === 0) return <p className={classes.dim}>No unit in stock resembles it.</p>;
  return (
    <section>
      <h2 className={classes.heading}>Units that may be behind it</h2>
      <ul className={classes.items}>
        {listing.suggestions.map((item) => (
          <li key={item.inventoryItemId}>
            <span className={classes.itemText}>
              {item.title}
              <br />
              <span className={classes.dim}>
                {item.sku ?? "No SKU"} · {item.location ?? "No location"}
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
                  { onError: (error) => notifyFailure("The link was not made", error) },
                )
              }
            >
              Link
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
