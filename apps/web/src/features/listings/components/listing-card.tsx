import { Link } from "@tanstack/react-router";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { ListingRow } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import { Difference, ListingState } from "./listing-columns.tsx";
import classes from "./listings.module.css";

/** A listing on a phone. */
export function ListingCard({ listing }: { listing: ListingRow }) {
  return (
    <Link to="/listings" search={(now) => ({ ...now, listing: listing.id })} className={classes.card}>
      <PlatformMark platform={listing.platform} size={32} />
      <span className={classes.cardBody}>
        <span className={`${classes.cardTitle} truncate`}>{listing.title}</span>
        <span className={classes.dim}>
          {t("listings.yourStock")} {listing.wanted ?? "–"} {t("listings.cardOnPlatform")}{" "}
          {listing.platformQuantity ?? t("listings.unknown")}
        </span>
        <span className={classes.cardFoot}>
          <ListingState listing={listing} />
          <Difference listing={listing} />
        </span>
      </span>
    </Link>
  );
}
