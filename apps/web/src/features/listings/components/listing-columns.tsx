import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { ListingRow } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { listingState } from "../listing-words.ts";
import classes from "./listings.module.css";

export function ListingState({ listing }: { listing: ListingRow }) {
  const { tone, word, text } = listingState(listing);
  return <StateDot tone={tone} word={word} {...(text ? { title: text } : {})} />;
}

/** What the stock allows less what the platform shows; empty where they agree or one is not known. */
export function Difference({ listing }: { listing: ListingRow }) {
  const { wanted, platformQuantity } = listing;
  if (wanted === null || platformQuantity === null || wanted === platformQuantity) return null;
  const difference = wanted - platformQuantity;
  return (
    <strong className="numeric">
      {difference > 0 ? "+" : "−"}
      {showNumber(Math.abs(difference))}
    </strong>
  );
}

export const listingColumns: readonly TableColumn<ListingRow>[] = [
  {
    id: "title",
    label: "Listing",
    width: 300,
    grow: true,
    cell: (listing) => (
      <span className={classes.titleCell}>
        <PlatformMark platform={listing.platform} />
        <Link
          to="/listings"
          search={(now) => ({ ...now, listing: listing.id })}
          className={`${classes.titleLink} truncate`}
        >
          {listing.title}
        </Link>
      </span>
    ),
  },
  { id: "state", label: "State", width: 150, cell: (listing) => <ListingState listing={listing} /> },
  {
    id: "sku",
    label: "SKU",
    width: 110,
    cell: (listing) => (listing.sku ? <span className="mono">{listing.sku}</span> : <Unknown what="SKU" />),
  },
  {
    id: "wanted",
    label: "Your stock",
    width: 90,
    align: "right",
    cell: ({ wanted }) => (wanted === null ? null : showNumber(wanted)),
  },
  {
    id: "platform",
    label: "On platform",
    width: 96,
    align: "right",
    cell: ({ platformQuantity }) =>
      platformQuantity === null ? <Unknown what="number" /> : showNumber(platformQuantity),
  },
  {
    id: "difference",
    label: "Difference",
    width: 88,
    align: "right",
    cell: (listing) => <Difference listing={listing} />,
  },
  { id: "read", label: "Read", width: 110, cell: ({ readAt }) => <TimeText at={readAt} /> },
  {
    id: "number",
    label: "Listing number",
    width: 150,
    hidden: true,
    cell: ({ externalId }) => <span className="mono">{externalId}</span>,
  },
];
