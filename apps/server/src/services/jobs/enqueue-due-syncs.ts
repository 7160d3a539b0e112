import { claimDueSyncs } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";
import { intervalOf, type ScheduledKind, scheduledKinds, syncKindDefinitions } from "../sync/sync-kinds.ts";

/** Starts every sync whose time has come, connection by connection, and writes down when the next one is. */
export async function enqueueDueSyncs(parts: ServerParts): Promise<void> {
  for (const kind of scheduledKinds) {
    for (const { workspaceId, connectionId } of await claimDue(parts, kind)) {
      const payload = { workspaceId, connectionId, runId: null };
      await parts.jobs.enqueue(syncKindDefinitions[kind].job, payload, { singletonKey: connectionId });
    }
  }
}

async function claimDue(parts: ServerParts, kind: ScheduledKind) {
  const { canDo } = syncKindDefinitions[kind];
  const able = parts.connectors.all().filter(({ manifest }) => canDo(manifest.capabilities));
  const platforms = able.map(({ manifest }) => manifest.platform);
  const due = { kind, platforms, everySeconds: intervalOf(kind, null), at: parts.now() };
  return await parts.db.asSystem((tx) => claimDueSyncs(tx, due));
}
