import { Button, Progress, Skeleton, Switch, TextInput } from "@mantine/core";
import { IconBarcode } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LastLooked, LastRead } from "../../../components/last-check.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { Note } from "../../../components/note.tsx";
import { findScanned } from "../find-scanned.ts";
import { type Pick, usePickList, useTick } from "../pick-queries.ts";
import { t } from "../texts.ts";
import classes from "./pick.module.css";
import { PickRow } from "./pick-row.tsx";

interface PickScreenProps {
  platform: string | undefined;
  /** Hides what is in hand. */
  onlyLeft: boolean;
  onOnlyLeft: (onlyLeft: boolean) => void;
}

function inHand({ title, location }: Pick): string {
  return t("pick.inHandFrom", { title, place: location ?? t("pick.unknownPlace") });
}

/** What to take from which place for all orders that wait, ticked by scanning or by hand. */
export function PickScreen({ platform, onlyLeft, onOnlyLeft }: PickScreenProps) {
  const list = usePickList(platform);
  const tick = useTick(platform);
  const [word, setWord] = useState("");
  const [said, setSaid] = useState<{ text: string; good: boolean } | null>(null);
  if (list.error && !list.data)
    return (
      <FailureNotice error={list.error} what={t("pick.thePickListCouldNot")} onRetry={() => void list.refetch()} />
    );
  if (!list.data) return <Skeleton height={320} />;
  const { groups, units, ticked, orders } = list.data;
  const take = (pick: Pick, quantity: number) => tick.mutate({ lineId: pick.lineId, itemId: pick.itemId, quantity });
  const scan = (event: FormEvent) => {
    event.preventDefault();
    if (word.trim() === "") return;
    const found = findScanned(
      groups.flatMap(({ picks }) => picks),
      word,
    );
    if ("pick" in found) {
      take(found.pick, found.pick.ticked + 1);
      setSaid({ text: inHand(found.pick), good: true });
    } else setSaid({ text: found.said, good: false });
    setWord("");
  };
  if (units === 0 && platform !== undefined)
    return (
      <EmptyState kind="no-match" title={emptyText("empty.pickOther")}>
        <LinkButton to="/pick">{emptyText("empty.clearFilters")}</LinkButton>
      </EmptyState>
    );
  if (units === 0)
    return (
      <EmptyState
        kind="clear"
        title={t("pick.nothingToPick")}
        text={
          <>
            {t("pick.noPaidOrderWaitsFor")} <LastRead kind="orders" />
          </>
        }
      >
        <LinkButton to="/orders">{t("pick.seeTheOrders")}</LinkButton>
      </EmptyState>
    );
  const shown = groups
    .map(({ location, picks }) => ({
      location,
      picks: picks.filter(({ quantity, ticked: taken }) => !onlyLeft || taken < quantity),
    }))
    .filter(({ picks }) => picks.length > 0);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <form onSubmit={scan} className={classes.scan}>
          <TextInput
            aria-label={t("pick.scanLabel")}
            placeholder={t("pick.scanOrType")}
            size="md"
            autoFocus
            autoComplete="off"
            leftSection={<IconBarcode size={20} aria-hidden="true" />}
            value={word}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
          <Button type="submit" size="md">
            {t("pick.tick")}
          </Button>
        </form>
        <div className={classes.count}>
          <span role="status" data-testid="pick-count">
            {units - ticked === 0 ? t("pick.allDone") : t("pick.left", { ticked: units - ticked })}{" "}
            {t("pick.ofUnits", { units, orders })}
          </span>
          <Switch
            label={t("pick.whatIsLeft")}
            checked={onlyLeft}
            onChange={(event) => onOnlyLeft(event.currentTarget.checked)}
          />
        </div>
        <Progress aria-label={t("pick.inHand")} value={(100 * ticked) / units} color="green" />
        {said && (
          <Note tone={said.good ? "done" : "wants"} role="status" onClose={() => setSaid(null)}>
            {said.text}
          </Note>
        )}
      </div>
      {shown.length === 0 && (
        <EmptyState kind="clear" title={t("pick.everythingIsInHand")} text={<LastLooked at={list.dataUpdatedAt} />}>
          <LinkButton to="/orders" search={{ word: "ready" }}>
            {emptyText("empty.send")}
          </LinkButton>
        </EmptyState>
      )}
      {shown.map(({ location, picks }) => (
        <section key={location ?? ""} className={classes.group} aria-label={location ?? t("pick.locationUnknown")}>
          <h2 className={classes.place}>{location ?? t("pick.locationUnknown")}</h2>
          <ul className={classes.list}>
            {picks.map((pick) => (
              <PickRow key={`${pick.lineId} ${pick.itemId}`} pick={pick} onTake={take} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
