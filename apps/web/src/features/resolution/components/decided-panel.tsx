import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ReasonChip } from "../../../components/reason-chip.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryDetail } from "../../../lib/api-types.ts";
import { claimStateWords } from "../../../lib/line-words.ts";
import { t } from "../texts.ts";
import { useDeskKeys } from "../use-desk-keys.ts";
import unit from "./candidate.module.css";
import type { EntryPanelProps } from "./entry-panel.tsx";
import classes from "./resolution.module.css";
import { SaleSide } from "./sale-side.tsx";
import { entryTabs } from "./stat-cards.tsx";

/** A sale that was decided: how, by whom, and the way back. */
export function DecidedPanel({
  entry,
  decisions,
  onStep,
  onHelp,
  onSiblings,
}: EntryPanelProps & { entry: EntryDetail }) {
  useDeskKeys({
    j: () => onStep(1),
    k: () => onStep(-1),
    u: () => (decisions.undoLast() ? undefined : entry.undoable && decisions.undo(entry.id)),
    "?": onHelp,
  });
  const tab = entryTabs.find(({ value }) => value === entry.status);
  const claims = entry.line.claims.filter((claim) => claim.state !== "released");
  return (
    <div className={classes.panel}>
      <div className={classes.scrolling}>
        <SaleSide entry={entry} onSiblings={() => onSiblings(entry.sku ?? entry.title)} />
        <section className={classes.candidates} aria-label={t("desk.decision")}>
          <StateDot tone={tab?.tone ?? "off"} word={t(tab ? `tab.${tab.value}` : "desk.fellThrough")} />
          <p className={unit.dim} style={{ marginTop: 4 }}>
            {entry.decidedBy ? t("desk.by", { name: entry.decidedBy }) : t("desk.bySystem")}{" "}
            <TimeText at={entry.decidedAt} />
          </p>
          {entry.note && <p>{entry.note}</p>}
          <ul className={unit.candidateList}>
            {claims.map((claim) => (
              <li key={claim.id} className={unit.candidate} style={{ cursor: "default" }}>
                <span />
                <div style={{ minWidth: 0 }}>
                  <Link to="/inventory" search={{ item: claim.inventoryItemId }} style={{ color: "inherit" }}>
                    {claim.title}
                  </Link>
                  <div className={unit.candidateFacts}>
                    <span className="mono">{claim.sku ?? t("desk.noSku")}</span>
                    <strong>{claim.location ?? t("desk.noLocation")}</strong>
                    <span>{t("desk.units", { count: claim.quantity })}</span>
                  </div>
                  <div className={unit.chips}>
                    {claim.evidence.map((text) => (
                      <ReasonChip key={text} text={text} effect="agrees" />
                    ))}
                  </div>
                </div>
                <StateDot {...claimStateWords[claim.state]} />
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className={classes.bar} role="toolbar" aria-label={t("desk.decision")}>
        <div className={classes.barEnd}>
          {entry.undoable && (
            <Button variant="default" onClick={() => decisions.undo(entry.id)} loading={decisions.busy}>
              {t("desk.undo")}
            </Button>
          )}
          {claims.length > 0 ? (
            <Button variant="default" onClick={() => decisions.unlink(entry)} loading={decisions.busy}>
              {t("desk.unlink")}
            </Button>
          ) : (
            <Button variant="default" onClick={() => decisions.reopen(entry)} loading={decisions.busy}>
              {t("desk.reopen")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
