import { Link } from "@tanstack/react-router";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import { Unknown } from "../../../components/unknown.tsx";
import type { ListingRow } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { listingState } from "../listing-words.ts";
import { t } from "../texts.ts";
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

/** The columns, in the open language. */
export const listingColumns = (): readonly TableColumn<ListingRow>[] => [
  {
    id: "title",
    label: t("listings.listing"),
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
  {
    id: "state",
    label: t("listings.state"),
    width: 150,
    cell: (listing) => <ListingState listing={listing} />,
  },
  {
    id: "sku",
    label: t("listings.sku"),
    width: 110,
    cell: (listing) =>
      listing.sku ? <span className="mono">{listing.sku}</span> : <Unknown what={t("listings.sku")} />,
  },
  {
    id: "wanted",
    label: t("listings.yourStock"),
    width: 90,
    align: "right",
    cell: ({ wanted }) => (wanted === null ? null : showNumber(wanted)),
  },
  {
    id: "platform",
    label: t("listings.onPlatform"),
    width: 96,
    align: "right",
    cell: ({ platformQuantity }) =>
      platformQuantity === null ? <Unknown what={t("listings.numberUnknown")} /> : showNumber(platformQuantity),
  },
  {
    id: "difference",
    label: t("listings.difference"),
    width: 88,
    align: "right",
    cell: (listing) => <Difference listing={listing} />,
  },
  { id: "read", label: t("listings.read"), width: 110, cell: ({ readAt }) => <TimeText at={readAt} /> },
  {
    id: "number",
    label: t("listings.listingNumber"),
    width: 150,
    hidden: true,
    cell: ({ externalId }) => <span className="mono">{externalId}</span>,
  },
];
