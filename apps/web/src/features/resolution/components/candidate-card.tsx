import { ActionIcon, Button, Kbd } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import type { MouseEvent } from "react";
import { ItemThumb } from "../../../components/item-thumb.tsx";
import { MoneyText } from "../../../components/money-text.tsx";
import { ReasonChip } from "../../../components/reason-chip.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Candidate } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { conditionWords } from "../../../lib/inventory-words.ts";
import { t } from "../texts.ts";
import classes from "./candidate.module.css";
import { ScoreBar } from "./score-bar.tsx";

interface CandidateCardProps {
  candidate: Candidate;
  /** Its place, 1 to 9, which is also its key. */
  place: number;
  picked: number;
  needed: number;
  onToggle: () => void;
  onSet: (quantity: number) => void;
}

/** A unit that may be the one sold: where it lies, what it cost, and what speaks for and against it. */
export function CandidateCard(props: CandidateCardProps) {
  const { candidate, place, picked, needed, onToggle } = props;
  const free = candidate.available > 0;
  const pressCard = (event: MouseEvent) => {
    if (free && event.target instanceof Element && !event.target.closest("button")) onToggle();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside and the number keys do the same
    <li
      className={classes.candidate}
      data-picked={picked > 0 || undefined}
      data-unavailable={!free || undefined}
      data-testid="candidate"
      onClick={pressCard}
    >
      <ItemThumb url={candidate.imageUrl} size={44} />
      <div style={{ minWidth: 0 }}>
        <div className={classes.candidateTitle}>{candidate.title}</div>
        <div className={classes.candidateFacts}>
          <span className="mono">{candidate.sku ?? t("desk.noSku")}</span>
          <strong>{candidate.location ?? t("desk.noLocation")}</strong>
          <span>{candidate.condition ? conditionWords[candidate.condition] : t("desk.conditionUnknown")}</span>
          <span>
            {t("desk.cost")} <MoneyText money={candidate.unitCost} />
          </span>
          {candidate.acquiredAt && (
            <span>
              {t("desk.bought")} <TimeText at={candidate.acquiredAt} />
            </span>
          )}
          {(candidate.available !== 1 || needed > 1) && (
            <span>{t("desk.free", { count: showNumber(candidate.available) })}</span>
          )}
        </div>
        {candidate.reasons.length > 0 && <ScoreBar score={candidate.score} />}
        {candidate.reasons.length > 0 && (
          <div className={classes.chips}>
            {candidate.reasons.map((reason) => (
              <ReasonChip key={reason.text} text={reason.text} effect={reason.effect} />
            ))}
          </div>
        )}
        {candidate.lostBecause && <div className={classes.dim}>{candidate.lostBecause}</div>}
      </div>
      <div className={classes.pick}>
        {needed > 1 && picked > 0 ? <Stepper {...props} /> : <PickButton {...props} />}
      </div>
    </li>
  );

  function PickButton({ candidate: { title } }: CandidateCardProps) {
    return (
      <Button
        size="compact-sm"
        variant={picked > 0 ? "filled" : "default"}
        aria-pressed={picked > 0}
        disabled={!free}
        onClick={onToggle}
        rightSection={
          place <= 9 ? (
            <Kbd size="xs" className={classes.keyOnly} aria-hidden="true">
              {place}
            </Kbd>
          ) : undefined
        }
      >
        {t(picked > 0 ? "desk.picked" : "desk.pick")}
        <span className="visually-hidden">{` ${title}`}</span>
      </Button>
    );
  }
}

function Stepper({ candidate, picked, onSet }: CandidateCardProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame around two buttons
    <div
      role="group"
      aria-label={t("desk.unitsOf", { title: candidate.title })}
      style={{ display: "flex", alignItems: "center", gap: 6 }}
    >
      <ActionIcon variant="default" aria-label={t("desk.less")} onClick={() => onSet(picked - 1)}>
        <IconMinus size={14} />
      </ActionIcon>
      <strong className="numeric">{picked}</strong>
      <ActionIcon variant="default" aria-label={t("desk.more")} onClick={() => onSet(picked + 1)}>
        <IconPlus size={14} />
      </ActionIcon>
    </div>
  );
}
