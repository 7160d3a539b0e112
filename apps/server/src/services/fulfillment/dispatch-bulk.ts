import { createHash } from "node:crypto";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { startTrackedJob } from "../jobs/start-tracked-job.ts";
import { requireRole } from "../require-role.ts";
import { conflict } from "../service-error.ts";
import type { BulkParcel, DispatchBulkInput } from "./bulk-input.ts";
import type { BatchView } from "./bulk-views.ts";
import { findOrders, type OrderMeant } from "./find-orders.ts";
import { getBatch } from "./get-batch.ts";
import { unclearOrder } from "./parcel-order-view.ts";
import { runBatch } from "./run-batch.ts";

/** Up to so many are sent while the caller waits. */
const atOnce = 10;

/**
 * Dispatches many orders. Each answers for itself: one that cannot go stops no other. The request is written down first,
 * so that the same request twice is one batch, and a batch cut short goes on where it was. Throws `conflict` for a key
 * that was used for another request.
 */
export async function dispatchBulk({ ctx, input }: Verb<DispatchBulkInput>): Promise<BatchView> {
  requireRole(ctx.role, "packer");
  const { batchId, created } = await writeDown(ctx, input);
  if (created) await sendBatch(ctx, batchId, input.wait || input.orders.length <= atOnce);
  return await getBatch({ ctx, input: { batchId } });
}

/** Sends what waits in a batch, now or as a tracked job. */
export async function sendBatch(ctx: ServiceContext, batchId: string, now: boolean): Promise<void> {
  if (now) return await runBatch(ctx, batchId, {});
  const job_id = await startTrackedJob(ctx, "orders.dispatch-bulk", { batchId });
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.updateTable("dispatch_batches").set({ job_id }).where("id", "=", batchId).execute(),
  );
}

async function writeDown(
  ctx: ServiceContext,
  input: DispatchBulkInput,
): Promise<{ batchId: string; created: boolean }> {
  const { orders, idempotencyKey, shippedAt } = input;
  const request_hash = createHash("sha256")
    .update(JSON.stringify([orders, shippedAt ?? null]))
    .digest("hex");
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const id = ctx.newId();
    const made = await tx
      .insertInto("dispatch_batches")
      .values({
        ...{ workspace_id: ctx.workspaceId, id, idempotency_key: idempotencyKey, request_hash },
        ...{ source: sourceOf(ctx), started_by: ctx.actor.name, created_at: ctx.now() },
      })
      .onConflict((known) => known.columns(["workspace_id", "idempotency_key"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (made === undefined) return { batchId: await findSame(tx, idempotencyKey, request_hash), created: false };
    await insertParcels(tx, ctx, { batchId: id, input });
    await writeAudit(tx, ctx, {
      ...{ action: "orders-dispatched-in-bulk", subjectType: "dispatch_batch", subjectId: id },
      text: `Sent ${orders.length} orders together.`,
      detail: { orders: orders.length },
    });
    return { batchId: id, created: true };
  });
}

function sourceOf({ actor }: ServiceContext): "person" | "rule" | "api" {
  if (actor.kind === "system") return "rule";
  return actor.kind === "api_key" ? "api" : "person";
}

async function findSame(tx: Transaction<Database>, key: string, hash: string): Promise<string> {
  const known = await tx
    .selectFrom("dispatch_batches")
    .select(["id", "request_hash"])
    .where("idempotency_key", "=", key)
    .executeTakeFirstOrThrow();
  if (known.request_hash !== hash) throw conflict("This idempotency key was already used for another request.");
  return known.id;
}

async function insertParcels(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { batchId, input }: { batchId: string; input: DispatchBulkInput },
): Promise<void> {
  const shippedAt = input.shippedAt ?? ctx.now().toISOString();
  const find = await findOrders(
    tx,
    input.orders.map(({ orderId }) => orderId),
  );
  const rows = input.orders.map((parcel, position) => ({
    ...{ workspace_id: ctx.workspaceId, batch_id: batchId, position, order_ref: parcel.orderId },
    request: JSON.stringify({ ...parcel, shippedAt: parcel.shippedAt ?? shippedAt }),
    idempotency_key: `${batchId}:${position}:1`,
    updated_at: ctx.now(),
    ...startOf(find(parcel.orderId), isRepeated(input.orders, position)),
  }));
  await tx.insertInto("dispatch_parcels").values(rows).execute();
}

/** Whether an earlier row of the request sends the same order, all of it. */
function isRepeated(parcels: readonly BulkParcel[], position: number): boolean {
  const parcel = parcels[position];
  if (parcel === undefined || parcel.lines !== undefined) return false;
  return parcels.slice(0, position).some(({ orderId }) => orderId === parcel.orderId);
}

function startOf(order: OrderMeant, repeated: boolean) {
  if (typeof order === "string") return { state: "failed" as const, order_id: null, ...unclearOrder(order) };
  const order_id = order.id;
  if (repeated) return { state: "failed" as const, order_id, code: "invalid", message: "This order is named twice." };
  return { state: "waiting" as const, order_id };
}
