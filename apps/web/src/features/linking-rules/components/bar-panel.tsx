import { Button, Checkbox, Skeleton } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { Policy, PolicyTrial } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { barOn, channelName, describeLearning } from "../bar-words.ts";
import { useTrial } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";
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
    return <FailureNotice error={trial.error} what={t("bar.notTried")} onRetry={() => void trial.refetch()} />;
  if (!trial.data) return <TrialSkeleton />;
  const { data } = trial;
  const enough = data.looked >= data.needed;
  return (
    <div className={classes.panel}>
      {!saved.isOwn && <p className={classes.dim}>{t("bar.follows", { platform: channelName(platform) })}</p>}
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
            ? t("bar.switchOff")
            : saved.probabilityBar === null
              ? t("bar.switchOn")
              : t("bar.save")}
          …
        </Button>
        {changed && (
          <Button variant="default" onClick={() => setDraft(null)}>
            {t("bar.leave")}
          </Button>
        )}
        {platform !== null && saved.isOwn && !changed && (
          <Button variant="default" onClick={() => setSaving({ follow: "shared", probabilityBar: null, learn: false })}>
            {t("bar.followAll")}
          </Button>
        )}
        <span className={classes.dim} role="status">
          {changed ? t("bar.unsaved") : ""}
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
        label={t("bar.learn")}
        description={describeLearning(trial, draft.probabilityBar)}
        checked={draft.learn}
        disabled={draft.probabilityBar === null}
        onChange={(event) => onChange({ ...draft, learn: event.currentTarget.checked })}
      />
      {saved && (
        <p className={classes.learned}>
          {t("bar.learned", { decisions: saved.decisions })} <TimeText at={saved.learnedAt} />
          {t("bar.learnedText")}
        </p>
      )}
    </div>
  );
}

function TooFew({ trial }: { trial: PolicyTrial }) {
  return (
    <EmptyState
      kind="nothing-yet"
      title={t("bar.tooFew")}
      text={t("bar.tooFewText", { looked: showNumber(trial.looked), needed: showNumber(trial.needed) })}
    />
  );
}

function TrialSkeleton() {
  return (
    <div className={classes.panel} aria-busy="true">
      <Skeleton height={56} />
      <Skeleton height={120} />
      <Note tone="progress">{t("bar.trying")}</Note>
    </div>
  );
}
