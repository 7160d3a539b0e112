import { Button, Kbd, Switch } from "@mantine/core";
import type { EntryDetail } from "../../../lib/api-types.ts";
import { t } from "../texts.ts";
import type { usePicks } from "../use-picks.ts";
import classes from "./candidate.module.css";

interface BundleCardProps {
  /** The units that the title names; null where it names one product, or stock does not hold them all. */
  bundle: EntryDetail["bundle"];
  picks: ReturnType<typeof usePicks>;
}

/** One sold piece that consists of several units: those that its title names with one press, or any that are picked. */
export function BundleCard({ bundle, picks }: BundleCardProps) {
  if (bundle === null)
    return (
      <Switch
        size="xs"
        className={classes.bundleSwitch}
        label={t("desk.asBundle")}
        checked={picks.bundle}
        onChange={(event) => picks.setBundle(event.currentTarget.checked)}
      />
    );
  const count = bundle.units.reduce((sum, { quantity }) => sum + quantity, 0);
  const taken = bundle.units.every(({ inventoryItemId, quantity }) => picks.picks[inventoryItemId] === quantity);
  return (
    <section
      className={classes.bundle}
      aria-label={t("desk.bundle")}
      data-testid="bundle"
      data-picked={taken || undefined}
    >
      <div>
        <div className={classes.candidateTitle}>{bundle.text}</div>
        <ul className={classes.bundleUnits}>
          {bundle.units.map(({ inventoryItemId, quantity, title, sku, location }) => (
            <li key={inventoryItemId}>
              {quantity > 1 && <strong className="numeric">{`${quantity} × `}</strong>}
              {title} <span className="mono">{sku ?? t("desk.noSku")}</span>{" "}
              <strong>{location ?? t("desk.noLocation")}</strong>
            </li>
          ))}
        </ul>
      </div>
      <Button
        size="compact-sm"
        variant={taken ? "filled" : "default"}
        aria-pressed={taken}
        onClick={() => (taken ? picks.setBundle(false) : picks.takeBundle(bundle.units))}
        rightSection={
          <Kbd size="xs" className={classes.keyOnly} aria-hidden="true">
            b
          </Kbd>
        }
      >
        {taken ? t("desk.picked") : t("desk.pickAll", { count })}
      </Button>
    </section>
  );
}
