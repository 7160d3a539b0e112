import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import type { PolicyTrial } from "../../../lib/api-types.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { channelName, describeBar, showRate } from "../bar-words.ts";
import { useRulesVerbs } from "../queries/rules-queries.ts";
import { t } from "../texts.ts";

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
      action={draft?.probabilityBar === null ? t("bar.save") : t("bar.switchOn")}
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
  if (draft?.follow === "shared") return t("saveBar.followTitle", { platform: channelName(platform) });
  if (draft?.probabilityBar == null) return t("saveBar.offTitle", { platform: channelName(platform) });
  return t("saveBar.onTitle", { probabilityBar: showRate(draft.probabilityBar), platform: channelName(platform) });
}

function savedWords(draft: BarDraft, platform: string | null): string {
  if (draft.follow === "shared") return t("saveBar.followed", { platform: channelName(platform) });
  if (draft.probabilityBar === null) return t("saveBar.isOff", { platform: channelName(platform) });
  return t("saveBar.isOn", { probabilityBar: showRate(draft.probabilityBar), platform: channelName(platform) });
}

function Consequences({ draft, platform, trial }: { draft: BarDraft; platform: string | null; trial: PolicyTrial }) {
  if (draft.follow === "shared") return <p>{t("saveBar.followText")}</p>;
  const stop = (draft.learn ? trial.withLearning : trial.asGiven).find(({ bar }) => bar === draft.probabilityBar);
  const known = trial.looked >= trial.needed;
  return (
    <>
      <p>{describeBar(draft.probabilityBar, platform)}</p>
      {draft.probabilityBar !== null && stop && known && (
        <p>{t("saveBar.past", { linked: stop.linked, right: stop.right, wrong: stop.wrong })}</p>
      )}
      {draft.probabilityBar !== null && !known && <p>{t("saveBar.few", { looked: trial.looked })}</p>}
      {draft.probabilityBar !== null && <p>{t("saveBar.text")}</p>}
    </>
  );
}
