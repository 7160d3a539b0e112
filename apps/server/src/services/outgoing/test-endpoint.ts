import type { z } from "zod";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";
import { startDelivery } from "./deliveries.ts";
import type { endpointInput } from "./endpoints.ts";
import { testEventType } from "./event-types.ts";

/** Posts a message that tells nothing, to see that it arrives and that its signature is understood. Throws `not_found`. */
export async function testEndpoint({
  ctx,
  input: { webhookId },
}: Verb<z.infer<typeof endpointInput>>): Promise<{ eventId: string }> {
  requireRole(ctx.role, "manager");
  const { workspaceId } = ctx;
  const eventId = ctx.newId();
  const about = { workspace_id: workspaceId, subject_id: webhookId };
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const found = await tx.selectFrom("webhook_endpoints").select("id").where("id", "=", webhookId).executeTakeFirst();
    if (found === undefined) throw notFound("The webhook");
    const { occurred_at } = await tx
      .insertInto("outgoing_events")
      .values({ ...about, id: eventId, type: testEventType, data: JSON.stringify({ webhookId }) })
      .returning("occurred_at")
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("webhook_deliveries")
      .values({ ...about, endpoint_id: webhookId, event_id: eventId, occurred_at })
      .execute();
    await tx.updateTable("webhook_endpoints").set({ resting_until: null }).where("id", "=", webhookId).execute();
  });
  await startDelivery(ctx);
  return { eventId };
}
