import type { ServerParts } from "../context.ts";

/** How often a connection's orders are read without being asked. */
export const orderSyncIntervalMs = 60 * 60_000;

interface DueConnection {
  workspaceId: string;
  connectionId: string;
}

/** Starts an order sync for every connection whose hour has come, and writes down when the next one is. */
export async function enqueueDueSyncs(parts: ServerParts): Promise<void> {
  for (const due of await claimDue(parts)) {
    await parts.jobs.enqueue("orders.sync", { ...due, runId: null }, { singletonKey: due.connectionId });
  }
}

async function claimDue(parts: ServerParts): Promise<DueConnection[]> {
  const now = parts.now();
  const platforms = parts.connectors.all().filter(({ manifest }) => manifest.capabilities.orders);
  const names = platforms.map(({ manifest }) => manifest.platform);
  if (names.length === 0) return [];
  return await parts.db.asSystem(async (tx) => {
    const rows = await tx
      .selectFrom("connections")
      .leftJoin("sync_cursors", (join) =>
        join
          .onRef("sync_cursors.workspace_id", "=", "connections.workspace_id")
          .onRef("sync_cursors.connection_id", "=", "connections.id")
          .on("sync_cursors.kind", "=", "orders"),
      )
      .select(["connections.workspace_id as workspaceId", "connections.id as connectionId"])
      .where("connections.disconnected_at", "is", null)
      .where("connections.platform", "in", names)
      .where((eb) => eb.or([eb("sync_cursors.next_run_at", "is", null), eb("sync_cursors.next_run_at", "<=", now)]))
      .execute();
    for (const row of rows) {
      const next_run_at = new Date(now.getTime() + orderSyncIntervalMs);
      await tx
        .insertInto("sync_cursors")
        .values({ workspace_id: row.workspaceId, connection_id: row.connectionId, kind: "orders", next_run_at })
        .onConflict((conflict) =>
          conflict.columns(["workspace_id", "connection_id", "kind"]).doUpdateSet({ next_run_at }),
        )
        .execute();
    }
    return rows;
  });
}
