import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ReasonChip } from "../../../components/reason-chip.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { EntryDetail } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { claimStateWords } from "../../../lib/line-words.ts";
import { useDeskKeys } from "../use-desk-keys.ts";
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
  const decision = entryTabs.find((tab) => tab.value === entry.status) ?? {
    tone: "off" as const,
    label: "Closed: the sale fell through",
  };
  const claims = entry.line.claims.filter((claim) => claim.state !== "released");
  return (
    <div className={classes.panel}>
      <div className={classes.scrolling}>
        <SaleSide entry={entry} onSiblings={() => onSiblings(entry.sku ?? entry.title)} />
        <section className={classes.candidates} aria-label="Decision">
          <StateDot tone={decision.tone} word={decision.label} />
          <p className={classes.dim} style={{ marginTop: 4 }}>
            {entry.decidedBy ? `By ${entry.decidedBy}` : "Closed by the system"} <TimeText at={entry.decidedAt} />
          </p>
          {entry.note && <p>{entry.note}</p>}
          <ul className={classes.candidateList}>
            {claims.map((claim) => (
              <li key={claim.id} className={classes.candidate} style={{ cursor: "default" }}>
                <span />
                <div style={{ minWidth: 0 }}>
                  <Link to="/inventory" search={{ item: claim.inventoryItemId }} style={{ color: "inherit" }}>
                    {claim.title}
                  </Link>
                  <div className={classes.candidateFacts}>
                    <span className="mono">{claim.sku ?? "No SKU"}</span>
                    <strong>{claim.location ?? "No location"}</strong>
                    <span>{countOf(claim.quantity, "unit")}</span>
                  </div>
                  <div className={classes.chips}>
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
      <div className={classes.bar} role="toolbar" aria-label="Decision">
        <div className={classes.barEnd}>
          {entry.undoable && (
            <Button variant="default" onClick={() => decisions.undo(entry.id)} loading={decisions.busy}>
              Undo
            </Button>
          )}
          {claims.length > 0 ? (
            <Button variant="default" onClick={() => decisions.unlink(entry)} loading={decisions.busy}>
              Unlink
            </Button>
          ) : (
            <Button variant="default" onClick={() => decisions.reopen(entry)} loading={decisions.busy}>
              Reopen
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
