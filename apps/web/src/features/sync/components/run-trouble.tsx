import { Button } from "@mantine/core";
import { LinkButton } from "../../../components/link-button.tsx";
import type { SyncRun } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useRunNow } from "../queries/sync-queries.ts";
import { remedyOf } from "../sync-words.ts";
import { t } from "../texts.ts";
import classes from "./sync.module.css";

/** The first thing that went wrong in a run, and the button that mends it. */
export function RunTrouble({ run }: { run: SyncRun }) {
  const [first] = run.errors;
  const runNow = useRunNow();
  if (first === undefined) return null;
  const remedy = remedyOf(run);
  const { kind, connectionId } = run;
  const again = () => {
    if (kind !== "backfill")
      runNow.mutate({ kind, connectionId }, { onError: (error) => notifyFailure(t("run.notStarted"), error) });
  };
  return (
    <span className={classes.trouble}>
      <span className={classes.message} title={run.errors.map(({ message }) => message).join("\n")}>
        {first.externalId === null ? first.message : `${first.externalId}: ${first.message}`}
        {run.errors.length > 1 && ` (+${run.errors.length - 1})`}
      </span>
      {remedy === "reconnect" && (
        <LinkButton size="compact-xs" variant="default" to="/settings/integrations">
          {t("sync.reconnect")}
        </LinkButton>
      )}
      {remedy === "retry" && (
        <Button size="compact-xs" variant="default" onClick={again} loading={runNow.isPending}>
          {t("sync.runAgain")}
        </Button>
      )}
    </span>
  );
}
