import type { ConnectionRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";

/** Deletes everything secret of a connection and marks it disconnected. Orders, cursors and settings stay. */
export async function purgeConnection(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  row: Pick<ConnectionRow, "id" | "platform">,
): Promise<void> {
  const now = ctx.now();
  await tx.deleteFrom("credentials").where("connection_id", "=", row.id).execute();
  await tx.deleteFrom("oauth_states").where("platform", "=", row.platform).execute();
  await tx
    .updateTable("connections")
    .set({
      status: "not_connected",
      disconnected_at: now,
      expires_at: null,
      error: null,
      scopes: null,
      updated_at: now,
    })
    .where("id", "=", row.id)
    .execute();
  await tx.updateTable("sync_cursors").set({ next_run_at: null }).where("connection_id", "=", row.id).execute();
  await writeAudit(tx, ctx, {
    action: "connection-disconnected",
    subjectType: "connection",
    subjectId: row.id,
    text: `${row.platform} was disconnected; its credentials were deleted, its orders kept.`,
  });
}
