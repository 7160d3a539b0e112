import type { WebhookEvent } from "@counterfoil/connector-kit";
import type { WebhookEventRow } from "@counterfoil/db";
import { sql } from "kysely";
import { testConnection } from "../connections/test-connection.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { rereadBankTransaction } from "../finance/reread-bank-transaction.ts";
import { eraseBuyer } from "../privacy/buyer-data.ts";
import { ServiceError } from "../service-error.ts";
import { rereadOrder } from "../sync/reread-order.ts";

/**
 * Acts on a stored event. Events are hints: the order that one names is read again from the platform, or everything that
 * changed where none is named or that one cannot be read. A revoked grant is tried, and only an account's deletion is
 * taken at its word.
 */
export async function handleWebhookEvent({ ctx, input }: Verb<{ eventId: string }>): Promise<void> {
  const row = await findOpenEvent(ctx, input.eventId);
  if (row === null) return;
  // Written by `receiveWebhook` from a connector's typed event.
  const event = row.payload as WebhookEvent;
  try {
    await act(ctx, row, event);
  } catch (error) {
    await markFailed(ctx, row.id, error);
    throw error;
  }
  const erased =
    event.type === "account-deleted" ? { payload: JSON.stringify({ type: event.type, id: event.id }) } : {};
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("webhook_events")
      .set({ state: "done", processed_at: ctx.now(), ...erased })
      .where("id", "=", row.id)
      .execute(),
  );
}

async function findOpenEvent(ctx: ServiceContext, eventId: string): Promise<WebhookEventRow | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("webhook_events").selectAll().where("id", "=", eventId).executeTakeFirst(),
  );
  return row === undefined || row.state === "done" ? null : row;
}

async function act(ctx: ServiceContext, row: WebhookEventRow, event: WebhookEvent): Promise<void> {
  const connectionId = row.connection_id;
  if (event.type === "account-deleted") {
    const buyer = { platform: row.platform, externalId: event.externalUserId, username: event.username };
    await eraseBuyer(ctx, buyer, `whose account was deleted on ${row.platform}`);
    return;
  }
  if (connectionId === null) return;
  const payload = { workspaceId: ctx.workspaceId, connectionId, runId: null };
  if (event.type === "order-changed") {
    await settleSameHints(ctx, row, event.orderExternalId);
    const input = { connectionId, externalId: event.orderExternalId };
    if (await rereadOrder({ ctx, input })) return;
  }
  if (event.type === "order-changed" || event.type === "orders-changed") {
    await ctx.jobs.enqueue("orders.sync", payload, { singletonKey: connectionId });
  } else if (event.type === "listing-changed") {
    await ctx.jobs.enqueue("listings.sync", payload, { singletonKey: connectionId });
  } else if (event.type === "bank-transaction-changed") {
    const { transactionExternalId } = event;
    await rereadBankTransaction({ ctx, input: { connectionId, transactionExternalId } });
  } else if (event.type === "authorization-revoked") {
    await tryConnection(ctx, connectionId);
  }
}

/** Hints at an order that came before this one's reading are answered by it: a burst of them costs one call. */
async function settleSameHints(ctx: ServiceContext, row: WebhookEventRow, externalId: string): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("webhook_events")
      .set({ state: "done", processed_at: ctx.now() })
      .where("connection_id", "=", row.connection_id)
      .where("type", "=", "order-changed")
      .where("state", "=", "received")
      .where("id", "<>", row.id)
      .where(sql<string>`payload ->> 'orderExternalId'`, "=", externalId)
      .execute(),
  );
}

/** Written down so that the minute's round leaves it to the queue's own retries. */
async function markFailed(ctx: ServiceContext, eventId: string, error: unknown): Promise<void> {
  const code = ServiceError.is(error) ? error.code : "internal";
  const message = ServiceError.is(error) ? error.message : "Something went wrong on the server.";
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("webhook_events")
      .set({ state: "failed", error: JSON.stringify({ code, message }), processed_at: ctx.now() })
      .where("id", "=", eventId)
      .execute(),
  );
}

/** The test call itself writes down what it found; a failed test is an answer here, not an error. */
async function tryConnection(ctx: ServiceContext, connectionId: string): Promise<void> {
  try {
    await testConnection({ ctx, input: { connectionId } });
  } catch (error) {
    if (!ServiceError.is(error)) throw error;
  }
}
