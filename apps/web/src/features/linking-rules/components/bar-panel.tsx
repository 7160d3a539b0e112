import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Policy, PolicyTrial } from "../../../lib/api-types.ts";
import { countOf, showNumber } from "../../../lib/format.ts";
import { barOn, channelName, describeLearning } from "../bar-words.ts";
import { useTrial } from "../queries/rules-queries.ts";
import { BarSlider } from "./bar-slider.tsx";
import classes from "./rules.module.css";
import { type BarDraft, SaveBarDialog } from "./save-bar-dialog.tsx";
import { TrialResult } from "./trial-result.tsx";

interface BarPanelProps {
  policy: Policy;
  platform: string | null;
}

/** One channel's bar: moved freely and tried on the past, switched on only by saving it. */
export function BarPanel({ policy, platform }: BarPanelProps) {
  const saved = barOn(policy, platform);
  const trial = useTrial(platform);
  const [draft, setDraft] = useState<BarDraft | null>(null);
  const [saving, setSaving] = useState<BarDraft | null>(null);
  const savedDraft: BarDraft = { follow: "own", probabilityBar: saved.probabilityBar, learn: saved.learned !== null };
  const shown = draft ?? savedDraft;
  const changed =
    shown.probabilityBar !== saved.probabilityBar ||
    (shown.probabilityBar !== null && shown.learn !== (saved.learned !== null));
  if (trial.error)
    return (
      <FailureNotice
        error={trial.error}
        what="Your past sales could not be tried."
        onRetry={() => void trial.refetch()}
      />
    );
  if (!trial.data) return <TrialSkeleton />;
  const { data } = trial;
  const enough = data.looked >= data.needed;
  return (
    <div className={classes.panel}>
      {!saved.isOwn && (
        <p
          className={classes.dim}
        >{`${channelName(platform)} follows the bar of all channels. Saving here sets it apart.`}</p>
      )}
      <BarSlider
        bars={data.asGiven.map((stop) => stop.bar)}
        value={shown.probabilityBar}
        onChange={(probabilityBar) => setDraft({ ...shown, probabilityBar })}
      />
      {enough ? <TrialResult trial={data} bar={shown.probabilityBar} learn={shown.learn} /> : <TooFew trial={data} />}
      {enough && <Learning trial={data} draft={shown} saved={saved.learned} onChange={setDraft} />}
      <div className={classes.actions}>
        <Button disabled={!changed} onClick={() => setSaving(shown)}>
          {shown.probabilityBar === null && changed
            ? "Switch off"
            : saved.probabilityBar === null
              ? "Switch on"
              : "Save"}
          …
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setDraft(null)}>
            Leave as it is
          </Button>
        )}
        {platform !== null && saved.isOwn && !changed && (
          <Button variant="default" onClick={() => setSaving({ follow: "shared", probabilityBar: null, learn: false })}>
            Follow all channels…
          </Button>
        )}
        <span className={classes.dim} role="status">
          {changed ? "Not saved yet: nothing has changed." : ""}
        </span>
      </div>
      <SaveBarDialog
        draft={saving}
        platform={platform}
        trial={data}
        onClose={() => setSaving(null)}
        onSaved={() => {
          setSaving(null);
          setDraft(null);
        }}
      />
    </div>
  );
}

interface LearningProps {
  trial: PolicyTrial;
  draft: BarDraft;
  saved: Policy["learned"];
  onChange: (draft: BarDraft) => void;
}

function Learning({ trial, draft, saved, onChange }: LearningProps) {
  return (
    <div>
      <Checkbox
        label="Let my own decisions adjust the probabilities"
        description={describeLearning(trial, draft.probabilityBar)}
        checked={draft.learn}
        disabled={draft.probabilityBar === null}
        onChange={(event) => onChange({ ...draft, learn: event.currentTarget.checked })}
      />
      {saved && (
        <p className={classes.learned}>
          On: learned from {countOf(saved.decisions, "decision")} <TimeText at={saved.learnedAt} />. Decisions made
          since count once you save again.
        </p>
      )}
    </div>
  );
}

function TooFew({ trial }: { trial: PolicyTrial }) {
  return (
    <EmptyState
      kind="nothing-yet"
      title="Too few decisions to try a bar on"
      text={
        <>
          You have decided <strong>{showNumber(trial.looked)}</strong> of the <strong>{trial.needed}</strong> sales that
          are needed to say how often a bar would have been right here. Each sale that you resolve or mark as not in
          stock counts.
        </>
      }
    />
  );
}

function TrialSkeleton() {
  return (
    <div className={classes.panel} aria-busy="true">
      <Skeleton height={56} />
      <Skeleton height={120} />
      <Note tone="progress">Trying every bar on your past sales…</Note>
    </div>
  );
}
