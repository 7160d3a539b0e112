import { useQuery } from "@tanstack/react-query";
import { trpc } from "../lib/api.ts";
import type { SyncStatus } from "../lib/api-types.ts";
import { oldestRead } from "../lib/oldest-read.ts";
import { t } from "./empty-texts.ts";
import { TimeText } from "./time-text.tsx";

/** When the shops were last read for something: the time up to which "all clear" holds. */
export function LastRead({ kind }: { kind: SyncStatus["kind"] }) {
  const status = useQuery(trpc.sync.status.queryOptions());
  if (!status.data) return null;
  const at = oldestRead(status.data, kind);
  if (at === null) return t("empty.neverRead");
  return (
    <>
      {t("empty.lastRead")} <TimeText at={at} />.
    </>
  );
}

/** When the server was last asked; `at` in epoch milliseconds. */
export function LastLooked({ at }: { at: number }) {
  if (at === 0) return null;
  return (
    <>
      {t("empty.lastLooked")} <TimeText at={new Date(at).toISOString()} />.
    </>
  );
}
