import type { Database, DispatchParcelRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict } from "../service-error.ts";
import type { BulkParcel, retryBulkInput } from "./bulk-input.ts";
import type { BatchView } from "./bulk-views.ts";
import { sendBatch } from "./dispatch-bulk.ts";
import { findOrders } from "./find-orders.ts";
import { getBatch } from "./get-batch.ts";

type RetryInput = z.infer<typeof retryBulkInput>;
type Tx = Transaction<Database>;

/** Sends the failed orders of a batch again, as they were or corrected, and no other. Throws `conflict` where none failed. */
export async function retryBulk({ ctx, input }: Verb<RetryInput>): Promise<BatchView> {
  requireRole(ctx.role, "packer");
  const { batchId } = input;
  await getBatch({ ctx, input: { batchId } });
  const count = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => reopenFailed(tx, ctx, input));
  if (count === 0) throw conflict("No order of this batch has failed.");
  await sendBatch(ctx, batchId, input.wait || count <= 10);
  return await getBatch({ ctx, input: { batchId } });
}

async function reopenFailed(tx: Tx, ctx: ServiceContext, { batchId, changes }: RetryInput): Promise<number> {
  const rows = await tx
    .selectFrom("dispatch_parcels")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("state", "=", "failed")
    .orderBy("position")
    .forUpdate()
    .execute();
  const unsettled = await unsettledKeys(tx, rows);
  const find = await findOrders(
    tx,
    rows.map(({ order_ref }) => order_ref),
  );
  const open = rows.filter((row) => row.order_id !== null || typeof find(row.order_ref) !== "string");
  for (const row of open) {
    const { position, ...change } = changes.find((each) => each.position === row.position) ?? { position: -1 };
    const meant = find(row.order_ref);
    // Written by `dispatchBulk`.
    const request = { ...(row.request as BulkParcel), ...change };
    // An unchanged parcel whose fate is open keeps its key, so that it is looked up and not made twice.
    const keeps = position === -1 && unsettled.has(row.idempotency_key);
    await tx
      .updateTable("dispatch_parcels")
      .set({
        ...{ state: "waiting", code: null, message: null, remedy: null, updated_at: ctx.now() },
        request: JSON.stringify(request),
        order_id: row.order_id ?? (typeof meant === "string" ? null : meant.id),
        idempotency_key: keeps ? row.idempotency_key : `${batchId}:${row.position}:${row.attempts + 1}`,
      })
      .where("batch_id", "=", batchId)
      .where("position", "=", row.position)
      .execute();
  }
  return open.length;
}

async function unsettledKeys(tx: Tx, rows: readonly DispatchParcelRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const known = await tx
    .selectFrom("shipments")
    .select("idempotency_key")
    .where(
      "idempotency_key",
      "in",
      rows.map(({ idempotency_key }) => idempotency_key),
    )
    .where("state", "in", ["requested", "outcome_unknown"])
    .execute();
  return new Set(known.flatMap(({ idempotency_key }) => idempotency_key ?? []));
}
