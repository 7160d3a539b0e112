import { findDueWebhooks, forgetOutgoingEvents } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

/** How long events and what became of telling them are kept. */
const keptDays = 30;
const forgottenAtOnce = 5000;

/** Has messages posted that wait: those whose time for another try has come, and those that nobody handed over. */
export async function enqueueDueWebhooks(parts: ServerParts): Promise<void> {
  for (const workspaceId of await parts.db.asSystem((tx) => findDueWebhooks(tx, parts.now())))
    await parts.jobs.enqueue("webhooks.deliver", { workspaceId }, { singletonKey: workspaceId });
}

/** Forgets events that are a month old, a part each minute. */
export async function forgetOldEvents(parts: ServerParts): Promise<void> {
  const before = new Date(parts.now().getTime() - keptDays * 86_400_000);
  await parts.db.asSystem((tx) => forgetOutgoingEvents(tx, { before, atOnce: forgottenAtOnce }));
}
