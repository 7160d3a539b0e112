import type { Manifest } from "@counterfoil/connector-kit";
import type { SyncKind } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

const hourMs = 60 * 60_000;

/** How often a connection is read without being asked. */
interface Schedule {
  everyMs: number;
  canDo(capabilities: Manifest["capabilities"]): boolean;
}

const schedules: Readonly<Record<SyncKind, Schedule>> = {
  orders: { everyMs: hourMs, canDo: ({ orders }) => orders },
  listings: { everyMs: 6 * hourMs, canDo: ({ listings }) => listings },
  stock: { everyMs: 2 * hourMs, canDo: ({ stockRead }) => stockRead },
};
const kinds = Object.keys(schedules) as SyncKind[];

interface DueConnection {
  workspaceId: string;
  connectionId: string;
}

/** Starts every sync whose hour has come, connection by connection, and writes down when the next one is. */
export async function enqueueDueSyncs(parts: ServerParts): Promise<void> {
  for (const kind of kinds)
    for (const due of await claimDue(parts, kind))
      await parts.jobs.enqueue(`${kind}.sync`, { ...due, runId: null }, { singletonKey: due.connectionId });
}

async function claimDue(parts: ServerParts, kind: SyncKind): Promise<DueConnection[]> {
  const now = parts.now();
  const { canDo, everyMs } = schedules[kind];
  const platforms = parts.connectors.all().filter(({ manifest }) => canDo(manifest.capabilities));
  const names = platforms.map(({ manifest }) => manifest.platform);
  if (names.length === 0) return [];
  return await parts.db.asSystem(async (tx) => {
    const rows = await tx
      .selectFrom("connections")
      .leftJoin("sync_cursors", (join) =>
        join
          .onRef("sync_cursors.workspace_id", "=", "connections.workspace_id")
          .onRef("sync_cursors.connection_id", "=", "connections.id")
          .on("sync_cursors.kind", "=", kind),
      )
      .select(["connections.workspace_id as workspaceId", "connections.id as connectionId"])
      .where("connections.disconnected_at", "is", null)
      .where("connections.platform", "in", names)
      .where((eb) => eb.or([eb("sync_cursors.next_run_at", "is", null), eb("sync_cursors.next_run_at", "<=", now)]))
      .execute();
    for (const row of rows) {
      const next_run_at = new Date(now.getTime() + everyMs);
      await tx
        .insertInto("sync_cursors")
        .values({ workspace_id: row.workspaceId, connection_id: row.connectionId, kind, next_run_at })
        .onConflict((conflict) =>
          conflict.columns(["workspace_id", "connection_id", "kind"]).doUpdateSet({ next_run_at }),
        )
        .execute();
    }
    return rows;
  });
}
