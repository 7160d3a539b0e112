import { ConnectorError } from "@counterfoil/connector-kit";
import type { DispatchParcelRow } from "@counterfoil/db";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { dispatchOrder, dispatchOrderInput } from "../orders/dispatch-order.ts";
import { invalid, ServiceError } from "../service-error.ts";
import type { BulkParcel } from "./bulk-input.ts";

/** Parcels of one connection that are under way at a time; its rate budget decides how fast they go. */
const perConnection = 3;

interface BatchRun {
  signal?: AbortSignal;
  /** Called after each parcel; may throw to end the run. */
  onProgress?: (progress: { total: number; done: number; failed: number }) => Promise<void>;
}

/**
 * Sends what waits in a batch, connections side by side. A parcel that an earlier run was cut off from goes again under
 * its own key: the platform is asked first whether it has it.
 */
export async function runBatch(ctx: ServiceContext, batchId: string, run: BatchRun): Promise<void> {
  const { open, counts } = await readOpen(ctx, batchId);
  const lanes = [...groupBy(open, (row) => row.connection_id ?? "").values()].flatMap((rows) => {
    const queue = [...rows];
    return Array.from({ length: Math.min(perConnection, queue.length) }, () => queue);
  });
  let stopped = false;
  const work = async (queue: OpenParcel[]) => {
    for (let row = queue.shift(); row !== undefined && !stopped; row = queue.shift()) {
      if (run.signal?.aborted) stopped = true;
      else {
        counts[await sendOne(ctx, row)] += 1;
        await run.onProgress?.({ ...counts });
      }
    }
  };
  const ends = await Promise.allSettled(
    lanes.map((queue) =>
      work(queue).catch((error: unknown) => {
        stopped = true;
        throw error;
      }),
    ),
  );
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
  run.signal?.throwIfAborted();
}

type OpenParcel = DispatchParcelRow & { connection_id: string | null };

async function readOpen(ctx: ServiceContext, batchId: string) {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("dispatch_parcels")
      .leftJoin("orders", "orders.id", "dispatch_parcels.order_id")
      .selectAll("dispatch_parcels")
      .select("orders.connection_id")
      .where("dispatch_parcels.batch_id", "=", batchId)
      .orderBy("dispatch_parcels.position")
      .execute(),
  );
  const count = (state: DispatchParcelRow["state"]) => rows.filter((row) => row.state === state).length;
  return {
    open: rows.filter(({ state }) => state === "waiting" || state === "sending"),
    counts: { total: rows.length, done: count("done"), failed: count("failed") },
  };
}

async function sendOne(ctx: ServiceContext, row: OpenParcel): Promise<"done" | "failed"> {
  await save(ctx, row, { state: "sending", attempts: row.attempts + 1 });
  try {
    const { shipmentId } = await dispatchOrder({ ctx, input: readRequest(row) });
    await save(ctx, row, { state: "done", shipment_id: shipmentId, code: null, message: null, remedy: null });
    return "done";
  } catch (error) {
    await save(ctx, row, { state: "failed", ...reasonOf(ctx, row, error) });
    return "failed";
  }
}

/** The row as a single dispatch takes it. Throws `invalid` with the first thing that is wrong. */
function readRequest(row: OpenParcel) {
  // Written by `dispatchBulk` and `retryBulk`.
  const { carrier, trackingNumber, shippedAt, ...parcel } = row.request as BulkParcel;
  const sentAt = Date.parse(shippedAt ?? "");
  const checked = dispatchOrderInput.safeParse({
    ...parcel,
    orderId: row.order_id,
    carrier: carrier?.trim() || null,
    trackingNumber: trackingNumber?.trim() || null,
    shippedAt: Number.isNaN(sentAt) ? shippedAt : new Date(sentAt).toISOString(),
    idempotencyKey: row.idempotency_key,
  });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw invalid(`${issue?.path.join(".")}: ${issue?.message}`);
}

function reasonOf(ctx: ServiceContext, row: OpenParcel, error: unknown) {
  const known = ConnectorError.is(error) ? toServiceError(error) : error;
  if (ServiceError.is(known)) return { code: known.code, message: known.message, remedy: known.remedy };
  ctx.logger.error(
    { err: error, batchId: row.batch_id, orderId: row.order_id },
    "an order of a batch could not be sent",
  );
  const remedy = "Try this order again: the platform is asked first whether it has the package.";
  return { code: "internal", message: "Something went wrong on the server.", remedy };
}

type Change = Partial<Pick<DispatchParcelRow, "state" | "attempts" | "shipment_id" | "code" | "message" | "remedy">>;

async function save(ctx: ServiceContext, row: OpenParcel, change: Change): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("dispatch_parcels")
      .set({ ...change, updated_at: ctx.now() })
      .where("batch_id", "=", row.batch_id)
      .where("position", "=", row.position)
      .execute(),
  );
}
