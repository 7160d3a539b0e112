import type { ServerParts } from "../context.ts";

const graceMs = 60_000;

/** Hands over stored webhook events whose process died between storing and enqueueing them. */
export async function enqueueForgottenEvents(parts: ServerParts): Promise<void> {
  const before = new Date(parts.now().getTime() - graceMs);
  const rows = await parts.db.asSystem((tx) =>
    tx
      .selectFrom("webhook_events")
      .select(["workspace_id", "id"])
      .where("state", "=", "received")
      .where("received_at", "<", before)
      .limit(1000)
      .execute(),
  );
  for (const { workspace_id: workspaceId, id: eventId } of rows) {
    await parts.jobs.enqueue("webhooks.handle", { workspaceId, eventId }, { singletonKey: eventId });
  }
}
