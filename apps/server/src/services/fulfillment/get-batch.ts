import type { Database, DispatchParcelRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import type { BulkParcel } from "./bulk-input.ts";
import type { BatchParcelView, BatchView } from "./bulk-views.ts";
import { findOrders, type OrderMeant } from "./find-orders.ts";
import { parcelOrderView } from "./parcel-order-view.ts";

export const getBatchInput = z.object({ batchId: z.uuid() });

/** A batch with what became of each of its orders. Throws `not_found`. */
export async function getBatch({ ctx, input }: Verb<z.infer<typeof getBatchInput>>): Promise<BatchView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readBatch(tx, input.batchId));
}

async function readBatch(tx: Transaction<Database>, batchId: string): Promise<BatchView> {
  const batch = await tx.selectFrom("dispatch_batches").selectAll().where("id", "=", batchId).executeTakeFirst();
  const rows = await tx
    .selectFrom("dispatch_parcels")
    .selectAll()
    .where("batch_id", "=", batchId)
    .orderBy("position")
    .execute();
  // Somebody confined to other connections sees none of its parcels.
  if (batch === undefined || rows.length === 0) throw notFound("The batch");
  const find = await findOrders(
    tx,
    rows.flatMap(({ order_id }) => order_id ?? []),
  );
  const count = (state: DispatchParcelRow["state"]) => rows.filter((row) => row.state === state).length;
  const waiting = count("waiting") + count("sending");
  return {
    ...{ id: batch.id, jobId: batch.job_id, startedBy: batch.started_by, createdAt: batch.created_at.toISOString() },
    ...{ total: rows.length, waiting, done: count("done"), failed: count("failed"), running: waiting > 0 },
    parcels: rows.map((row) => parcelView(row, row.order_id === null ? "unknown" : find(row.order_id))),
  };
}

function parcelView(row: DispatchParcelRow, order: OrderMeant): BatchParcelView {
  // Written by `dispatchBulk`.
  const request = row.request as BulkParcel;
  return {
    ...{ position: row.position, orderRef: row.order_ref, state: row.state, shipmentId: row.shipment_id },
    order: typeof order === "string" ? null : parcelOrderView(order),
    ...{ carrier: request.carrier ?? null, trackingNumber: request.trackingNumber ?? null },
    ...{ code: row.code, message: row.message, remedy: row.remedy, attempts: row.attempts },
  };
}
