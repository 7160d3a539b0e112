import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import type { PolicyTrial } from "../../../lib/api-types.ts";
import { countOf } from "../../../lib/format.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { channelName, describeBar, showRate } from "../bar-words.ts";
import { useRulesVerbs } from "../queries/rules-queries.ts";

/** A bar as somebody is about to set it. */
export interface BarDraft {
  /** `shared` lets the channel follow the bar of all. */
  follow: "own" | "shared";
  probabilityBar: number | null;
  learn: boolean;
}

interface SaveBarDialogProps {
  /** Null while nothing is about to be saved. */
  draft: BarDraft | null;
  platform: string | null;
  trial: PolicyTrial;
  onClose: () => void;
  onSaved: () => void;
}

/** Says what a bar will do before it is switched on. */
export function SaveBarDialog({ draft, platform, trial, onClose, onSaved }: SaveBarDialogProps) {
  const { saveBar } = useRulesVerbs();
  const save = () => {
    if (!draft) return;
    saveBar.mutate(
      { platform, ...draft },
      {
        onSuccess: () => {
          notifyDone({ message: savedWords(draft, platform) });
          onSaved();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened={draft !== null}
      onClose={onClose}
      title={titleOf(draft, platform)}
      action={draft?.probabilityBar === null ? "Save" : "Switch on"}
      color={draft?.probabilityBar === null ? undefined : "mulberry"}
      onConfirm={save}
      busy={saveBar.isPending}
      error={saveBar.error}
    >
      {draft && <Consequences draft={draft} platform={platform} trial={trial} />}
    </ConfirmDialog>
  );
}

function titleOf(draft: BarDraft | null, platform: string | null): string {
  if (draft?.follow === "shared") return `Let ${channelName(platform)} follow all channels?`;
  if (draft?.probabilityBar == null) return `Switch it off for ${channelName(platform)}?`;
  return `Link from ${showRate(draft.probabilityBar)} on ${channelName(platform)}?`;
}

function savedWords(draft: BarDraft, platform: string | null): string {
  if (draft.follow === "shared") return `${channelName(platform)} follows the bar of all channels.`;
  if (draft.probabilityBar === null) return `Linking by probability is off for ${channelName(platform)}.`;
  return `Linking from ${showRate(draft.probabilityBar)} is on for ${channelName(platform)}. Waiting sales are looked at now.`;
}

function Consequences({ draft, platform, trial }: { draft: BarDraft; platform: string | null; trial: PolicyTrial }) {
  if (draft.follow === "shared") return <p>The bar of all channels holds here from now on.</p>;
  const stop = (draft.learn ? trial.withLearning : trial.asGiven).find(({ bar }) => bar === draft.probabilityBar);
  const known = trial.looked >= trial.needed;
  return (
    <>
      <p>{describeBar(draft.probabilityBar, platform)}</p>
      {draft.probabilityBar !== null && stop && known && (
        <p>
          {`On your own past it would have linked ${countOf(stop.linked, "sale")}: ${stop.right} right, ${stop.wrong} wrong.`}
        </p>
      )}
      {draft.probabilityBar !== null && !known && (
        <p>
          {`You have decided only ${countOf(trial.looked, "sale")} here, so nobody knows yet how often this would have been right with your stock.`}
        </p>
      )}
      {draft.probabilityBar !== null && (
        <p>Every such link keeps its evidence and can be undone. Links that people made are never touched.</p>
      )}
    </>
  );
}
