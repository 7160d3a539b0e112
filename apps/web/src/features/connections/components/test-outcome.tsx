import { FailureNotice } from "../../../components/failure-notice.tsx";
import { Note } from "../../../components/note.tsx";
import { showDuration } from "../../../lib/format.ts";
import type { useTestConnection } from "../queries/connection-queries.ts";
import { t } from "../texts.ts";

/** What a test found: the account, the call that was made, and how long it took. */
export function TestOutcome({ test }: { test: ReturnType<typeof useTestConnection> }) {
  if (test.error) return <FailureNotice error={test.error} what={t("test.failed")} />;
  if (!test.data) return null;
  const { account, called, latencyMs, warnings, pending } = test.data;
  if (pending !== null) {
    return (
      <Note tone="wants" role="status" onClose={() => test.reset()}>
        {pending}
      </Note>
    );
  }
  return (
    <Note tone={warnings.length > 0 ? "wants" : "done"} role="status" onClose={() => test.reset()}>
      <div>
        {t("test.passed")}
        {account ? (
          <>
            {" "}
            {t("test.as")} <strong>{account}</strong>
          </>
        ) : (
          ""
        )}
        .
      </div>
      <div>
        <span className="mono">{called}</span> {t("test.answered")}{" "}
        <span className="numeric">{showDuration(latencyMs)}</span>.
      </div>
      {warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
    </Note>
  );
}
