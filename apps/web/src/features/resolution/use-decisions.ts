import { useRef } from "react";
import type { EntryDetail } from "../../lib/api-types.ts";
import { hideToast, notifyDone, notifyFailure } from "../../lib/notify.tsx";
import { useDeskVerbs } from "./queries/resolution-queries.ts";
import { t } from "./texts.ts";

interface Decision {
  ok: unknown;
  nextEntryId: string | null;
}

/** What a sale gets; with `alike` every sale that asks the same gets units like them. */
interface Choice {
  units: { inventoryItemId: string; quantity: number }[];
  bundle: boolean;
  alike: boolean;
}

interface UseDecisionsOptions {
  /** Called after a decision with the entry it was about and the server's proposal for the next one. */
  onDecided: (entryId: string, proposedNext: string | null) => void;
  /** Called after a decision was taken back. */
  onReopened: (entryId: string) => void;
}

const undoStays = 15_000;

/** What a person decides at the desk, each with an Undo while it can be taken back. */
export function useDecisions({ onDecided, onReopened }: UseDecisionsOptions) {
  const verbs = useDeskVerbs();
  const last = useRef<{ entryId: string; toast: string } | null>(null);

  const undo = (entryId: string) =>
    verbs.undo.mutate(
      { entryId },
      {
        onSuccess: () => {
          if (last.current?.entryId === entryId) {
            hideToast(last.current.toast);
            last.current = null;
          }
          notifyDone({ message: t("desk.takenBack") });
          onReopened(entryId);
        },
        onError: (error) => notifyFailure(t("desk.notTakenBack"), error),
      },
    );

  const after = (entryId: string, message: string, what: string) => ({
    onSuccess: (answer: Decision) => {
      const toast = notifyDone({
        message,
        action: { label: t("desk.undo"), run: () => undo(entryId) },
        stay: undoStays,
      });
      last.current = { entryId, toast };
      onDecided(entryId, answer.nextEntryId);
    },
    onError: (error: unknown) => notifyFailure(what, error),
  });

  const others = (entryId: string, inventoryItemId: string) =>
    verbs.resolveSiblings.mutate(
      { entryId, inventoryItemId },
      {
        onSuccess: ({ resolved, left }) => {
          const rest = left[0] ? ` ${t("desk.alikeLeft", { count: left.length, why: left[0].why })}` : "";
          notifyDone({ message: t("desk.alikeDone", { count: resolved.length }) + rest, stay: undoStays });
        },
        onError: (error) => notifyFailure(t("desk.alikeFailed"), error),
      },
    );

  /** Decides several sales one after the other, as far as it goes. */
  const setAside = async (verb: "skip" | "noInventory", entryIds: readonly string[]) => {
    let done = 0;
    try {
      for (const entryId of entryIds) {
        await verbs[verb].mutateAsync({ entryId });
        done += 1;
      }
    } catch (error) {
      notifyFailure(t(verb === "skip" ? "desk.notSkipped" : "desk.notMarked"), error);
    }
    if (done > 0) notifyDone({ message: t("desk.manyDone", { count: done }) });
    return entryIds.slice(0, done);
  };

  const reopened = (entryId: string) => ({
    onSuccess: () => {
      notifyDone({ message: t("desk.reopened") });
      onReopened(entryId);
    },
    onError: (error: unknown) => notifyFailure(t("desk.notReopened"), error),
  });

  return {
    busy: Object.values(verbs).some((verb) => verb.isPending),
    resolve: (entry: EntryDetail, { units, bundle, alike }: Choice) => {
      const { onSuccess, onError } = after(
        entry.id,
        t("desk.isLinked", { number: entry.platformOrderId }),
        t("desk.notLinked"),
      );
      const [first] = units;
      verbs.resolve.mutate(
        { entryId: entry.id, units, bundle },
        {
          onSuccess: (answer) => {
            onSuccess(answer);
            if (alike && first) others(entry.id, first.inventoryItemId);
          },
          onError,
        },
      );
    },
    skip: (entry: EntryDetail) =>
      verbs.skip.mutate(
        { entryId: entry.id },
        after(entry.id, t("desk.isSkipped", { number: entry.platformOrderId }), t("desk.notSkipped")),
      ),
    noInventory: (entry: EntryDetail) =>
      verbs.noInventory.mutate(
        { entryId: entry.id },
        after(entry.id, t("desk.isNone", { number: entry.platformOrderId }), t("desk.notMarked")),
      ),
    reopen: (entry: EntryDetail) => verbs.reopen.mutate({ entryId: entry.id }, reopened(entry.id)),
    unlink: (entry: EntryDetail) => verbs.unlink.mutate({ lineId: entry.lineId }, reopened(entry.id)),
    setAside,
    undo,
    /** Takes back the last decision made here; false when there is none. */
    undoLast: () => {
      if (!last.current) return false;
      undo(last.current.entryId);
      return true;
    },
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
