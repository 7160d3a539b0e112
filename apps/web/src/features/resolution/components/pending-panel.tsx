import { Button, Kbd, Switch } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef, useState } from "react";
import type { EntryDetail } from "../../../lib/api-types.ts";
import { useIsPhone } from "../../../lib/use-is-phone.ts";
import { useStockSearch } from "../queries/resolution-queries.ts";
import { t } from "../texts.ts";
import { useDeskKeys } from "../use-desk-keys.ts";
import { usePicks } from "../use-picks.ts";
import { CandidateSide } from "./candidate-side.tsx";
import type { EntryPanelProps } from "./entry-panel.tsx";
import classes from "./resolution.module.css";
import { SaleSide } from "./sale-side.tsx";

function useSearch(entry: EntryDetail) {
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text, 200);
  const query = useStockSearch(entry.id, settled);
  const input = useRef<HTMLInputElement>(null);
  const active = text.trim().length >= 2;
  return {
    text,
    onChange: setText,
    input,
    active,
    searching: active && (query.isFetching || settled !== text),
    error: query.error,
    found: query.data ?? [],
  };
}

/** A sale that waits: pick its units, or say that there are none. */
export function PendingPanel({
  entry,
  decisions,
  onStep,
  onHelp,
  onSiblings,
  marks,
  onMark,
  onMarked,
}: EntryPanelProps & { entry: EntryDetail }) {
  const picks = usePicks(entry.quantityNeeded);
  const search = useSearch(entry);
  const keyMark = useKeyMark();
  const shown = search.active ? search.found : entry.candidates;
  const [alike, setAlike] = useState(false);
  const resolve = () =>
    picks.complete && !decisions.busy && decisions.resolve(entry, { units: picks.units, bundle: picks.bundle, alike });
  const skip = () => !decisions.busy && (marks.size > 0 ? onMarked("skip") : decisions.skip(entry));
  const noInventory = () =>
    !decisions.busy && (marks.size > 0 ? onMarked("noInventory") : decisions.noInventory(entry));
  useDeskKeys({
    j: () => onStep(1),
    k: () => onStep(-1),
    Enter: resolve,
    s: skip,
    n: noInventory,
    u: decisions.undoLast,
    x: () => onMark(entry.id),
    a: () => entry.siblings > 0 && setAlike(!alike),
    "/": () => search.input.current?.focus(),
    "?": onHelp,
    b: () =>
      entry.canBeBundle && (entry.bundle ? picks.takeBundle(entry.bundle.units) : picks.setBundle(!picks.bundle)),
    ...Object.fromEntries(
      shown.slice(0, 9).map((candidate, index) => [String(index + 1), () => picks.toggle(candidate)]),
    ),
  });
  return (
    <div className={classes.panel}>
      <div className={classes.scrolling}>
        <SaleSide entry={entry} onSiblings={() => onSiblings(entry.sku ?? entry.title)} />
        <CandidateSide entry={entry} shown={shown} picks={picks} search={search} />
      </div>
      <div className={classes.bar} role="toolbar" aria-label={t("desk.decision")}>
        <span className={classes.tally} role="status" aria-live="polite" data-testid="picked">
          {picks.bundle
            ? t("desk.pickedBundle", { count: picks.total })
            : t("desk.pickedOf", { count: picks.total, needed: picks.needed })}
        </span>
        {entry.siblings > 0 && (
          <Switch
            size="xs"
            checked={alike}
            onChange={(event) => setAlike(event.currentTarget.checked)}
            label={t("desk.alike", { count: entry.siblings })}
          />
        )}
        <div className={classes.barEnd}>
          <Button variant="default" onClick={noInventory} disabled={decisions.busy} rightSection={keyMark("n")}>
            {t("tab.no_inventory")}
          </Button>
          <Button variant="default" onClick={skip} disabled={decisions.busy} rightSection={keyMark("s")}>
            {t("desk.skip")}
          </Button>
          <Button onClick={resolve} disabled={!picks.complete} loading={decisions.busy} rightSection={keyMark("Enter")}>
            {t("desk.resolve")}
          </Button>
        </div>
      </div>
    </div>
  );
}

// A phone has no keys to press, and no room to name them.
function useKeyMark() {
  const isPhone = useIsPhone();
  return (name: string) =>
    isPhone ? undefined : (
      <Kbd size="xs" aria-hidden="true">
        {name}
      </Kbd>
    );
}
