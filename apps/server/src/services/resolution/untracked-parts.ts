import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { readConnectionSettings } from "../connections/connection-settings.ts";
import { systemDecider } from "./decider.ts";
import type { LineSheet, SheetLine } from "./line-sheet.ts";

const why = "A loose part: this connection does not ask for units of parts. Its settings change that.";

/** The connections, of those that sold a loose part here, that do not ask for parts. */
export async function readPartsLeftAlone(
  tx: Transaction<Database>,
  lines: readonly SheetLine[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(lines.filter(({ row }) => row.kind === "part").map(({ order }) => order.connection_id));
  if (ids.size === 0) return ids;
  const rows = await tx
    .selectFrom("connections")
    .select(["id", "settings"])
    .where("id", "in", [...ids])
    .execute();
  return new Set(rows.filter(({ settings }) => !readConnectionSettings(settings).linkLooseParts).map(({ id }) => id));
}

/**
 * Closes a line that would wait for a person, where it is a loose part of a connection that leaves parts alone. False
 * where the line is something else, or holds a unit already: then it waits like any other.
 */
export function leavePartAlone(
  sheet: LineSheet,
  line: SheetLine,
  { leftAlone, at }: { leftAlone: ReadonlySet<string>; at: string },
): boolean {
  if (line.row.kind !== "part" || !leftAlone.has(line.order.connection_id)) return false;
  if (!sheet.command(line, { type: "untrack", by: systemDecider, at }).accepted) return false;
  line.note = {
    ...{ kind: "released", evidence: [], losers: [], score: null, note: why, undoes: null },
    ...{ method: "untracked", topCandidate: null },
  };
  return true;
}
