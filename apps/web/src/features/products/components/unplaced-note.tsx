import { Button, Drawer, Skeleton } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { UnplacedListing } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useManages } from "../../../lib/session.ts";
import { usePlace, useUnplaced } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

/** Listings of which nobody but a person can say what product they are. */
export function UnplacedNote({ count }: { count: number }) {
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.note}>
      <Note tone="wants">
        <div className={classes.noteRow}>
          <span>{t("unplaced.note", { count })}</span>
          <Button size="compact-sm" variant="default" onClick={() => setOpened(true)}>
            {t("unplaced.look")}
          </Button>
        </div>
      </Note>
      <Drawer opened={opened} onClose={() => setOpened(false)} position="right" size="lg" title={t("unplaced.heading")}>
        {opened && <UnplacedList />}
      </Drawer>
    </div>
  );
}

function UnplacedList() {
  const query = useUnplaced();
  if (query.error) return <FailureNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} />;
  return (
    <>
      <p>{t("unplaced.text")}</p>
      <ul className={classes.items}>
        {query.data.listings.map((listing) => (
          <li key={listing.id}>
            <Unplaced listing={listing} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Unplaced({ listing }: { listing: UnplacedListing }) {
  const place = usePlace();
  const manages = useManages();
  const put = (productId: string | null) =>
    place.mutate(
      { listingId: listing.id, productId },
      { onError: (error) => notifyFailure(t("unplaced.notPlaced"), error) },
    );
  return (
    <>
      <PlatformMark platform={listing.platform} />
      <span className={classes.itemText}>
        {listing.title || listing.externalId}
        <br />
        <span className={classes.dim}>
          {listing.sku ?? listing.externalId} ·{" "}
          {listing.reason === "several" ? t("unplaced.several") : t("unplaced.contradicts")}
        </span>
      </span>
      {manages &&
        listing.candidates.map((candidate) => (
          <Button
            key={candidate.id}
            size="compact-sm"
            variant="default"
            loading={place.isPending}
            onClick={() => put(candidate.id)}
          >
            {t("unplaced.is", { title: candidate.title })}
          </Button>
        ))}
      {manages && (
        <Button size="compact-sm" loading={place.isPending} onClick={() => put(null)}>
          {t("unplaced.own")}
        </Button>
      )}
    </>
  );
}
