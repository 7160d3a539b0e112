import type { LineState, StubBody, StubKind } from "@counterfoil/core/resolution";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";

/** Decisions that can be taken back. What a platform reports and the machine's queueing are not decisions. */
const undoable: readonly StubKind[] = ["linked", "skipped", "no_inventory", "reopened", "unlinked"];

export interface LastDecision {
  stubId: string;
  kind: StubKind;
  before: LineState;
}

/** The line's last decision that has not been taken back, or null. */
export async function findLastDecision(tx: Transaction<Database>, lineId: string): Promise<LastDecision | null> {
  const row = await tx
    .selectFrom("stubs")
    .select(["id", "action", "payload"])
    .where("line_id", "=", lineId)
    .where("action", "in", undoable)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("stubs as later")
            .select(sql.lit(1).as("one"))
            .where("later.line_id", "=", lineId)
            .whereRef("later.reverses_id", "=", "stubs.id"),
        ),
      ),
    )
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  // Written by `saveSheet`, which stores the whole body.
  const body = row.payload as StubBody;
  return { stubId: row.id, kind: body.kind, before: body.before };
}
