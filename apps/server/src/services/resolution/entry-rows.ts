import type { Database, QueueEntryRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { notFound } from "../service-error.ts";
import type { LineSheet, SheetLine } from "./line-sheet.ts";

type Tx = Transaction<Database>;

/** One entry of the workspace. Throws `not_found`, also for another workspace's. */
export async function requireEntry(tx: Tx, entryId: string): Promise<QueueEntryRow> {
  const row = await tx.selectFrom("queue_entries").selectAll().where("id", "=", entryId).executeTakeFirst();
  if (row === undefined) throw notFound("The entry");
  return row;
}

/** The entry's line on a sheet that holds its order. */
export function lineOf(sheet: LineSheet, lineId: string): SheetLine {
  const line = sheet.lines.get(lineId);
  if (line === undefined) throw notFound("The order line");
  return line;
}

/** The next entry to look at on the same platform: the next later sale, else the oldest that waits. */
export async function findNextEntry(tx: Tx, entry: QueueEntryRow): Promise<string | null> {
  const waiting = tx
    .selectFrom("queue_entries")
    .select("id")
    .where("platform", "=", entry.platform)
    .where("status", "=", "pending")
    .where("id", "<>", entry.id)
    .orderBy("order_placed_at")
    .orderBy("id")
    .limit(1);
  const later = await waiting
    .where((eb) => eb(eb.refTuple("order_placed_at", "id"), ">", eb.tuple(entry.order_placed_at, entry.id)))
    .executeTakeFirst();
  return (later ?? (await waiting.executeTakeFirst()))?.id ?? null;
}
