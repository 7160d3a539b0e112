import { Button } from "@mantine/core";
import { t } from "../../../components/empty-texts.ts";
import type { SyncStatus } from "../../../lib/api-types.ts";
import { notifyDone, notifyFailure } from "../../../lib/notify.tsx";
import { useRunNow, useSyncRuns } from "../queries/sync-queries.ts";

/** Reads something from all connected shops; busy while such a run is under way. */
export function ReadNowButton({ kind }: { kind: SyncStatus["kind"] }) {
  const runNow = useRunNow();
  const running = useSyncRuns().data?.some((run) => run.kind === kind && run.state === "running") ?? false;
  return (
    <Button
      loading={runNow.isPending || running}
      onClick={() =>
        runNow.mutate(
          { kind },
          {
            onSuccess: () => notifyDone({ message: t("empty.started") }),
            onError: (error) => notifyFailure(t("empty.notStarted"), error),
          },
        )
      }
    >
      {t("empty.readNow")}
    </Button>
  );
}
