import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { OutgoingEventType } from "./event-types.ts";

/** An event that a verb writes itself; those of orders, stock and connections are written by the database. */
export interface RecordedEvent {
  type: OutgoingEventType;
  subjectId: string;
  data: Readonly<Record<string, unknown>>;
}

/** Writes events in the transaction that they are of, where an address asked for their type. */
export async function recordEvents(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  events: readonly RecordedEvent[],
): Promise<void> {
  const rows = await tx.selectFrom("webhook_endpoints").select("events").where("enabled", "=", true).execute();
  const asked = new Set(rows.flatMap((row) => row.events));
  const told = events.filter(({ type }) => asked.has(type));
  if (told.length === 0) return;
  const values = told.map(({ type, subjectId, data }) => ({
    ...{ workspace_id: ctx.workspaceId, type, subject_id: subjectId, data: JSON.stringify(data) },
  }));
  await tx.insertInto("outgoing_events").values(values).execute();
}
