import type { OrderStatus, Shipment } from "@counterfoil/core/model";
import { type Database, type OrderRow, retryTransaction } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { dropTicks } from "../fulfillment/tick-pick.ts";
import { queueNotice, startNotices } from "../notices/queue-notice.ts";
import { LineSheet } from "../resolution/line-sheet.ts";
import { observeLines } from "../resolution/observe-lines.ts";
import { announceLines } from "../resolution/reevaluate-open-lines.ts";
import { saveSheet } from "../resolution/save-sheet.ts";
import type { DispatchResult } from "./dispatch-order.ts";
import { type OpenShipment, outboxKey } from "./prepare-shipment.ts";

type Tx = Transaction<Database>;
type Confirmed = Pick<OpenShipment, "shipmentId" | "request"> & { order: { id: string } };

/** Takes over that the platform has the package: shipment, lines, order, and the units' sale, in one transaction. */
export async function confirmShipment(ctx: ServiceContext, open: Confirmed, taken: Shipment): Promise<DispatchResult> {
  const { status, saved, toTell } = await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      await confirmRows(tx, ctx, open, taken);
      await countPackedUnits(tx, open.order.id);
      await dropTicks(tx, open.shipmentId);
      const order = await moveOrder(tx, open.order.id, taken.shippedAt ?? open.request.shippedAt);
      const sheet = await LineSheet.open(tx, [order.id]);
      observeLines(sheet, ctx.now().toISOString());
      const result = await saveSheet(tx, ctx, sheet);
      await writeAudit(tx, ctx, {
        ...{ action: "order-dispatched", subjectType: "order", subjectId: order.id },
        text: describe(taken.carrier ?? open.request.carrier, taken.trackingNumber ?? open.request.trackingNumber),
        detail: { shipmentId: open.shipmentId },
      });
      const toTell = await queueNotice(tx, ctx, { order, shipmentId: open.shipmentId });
      return { status: order.status, toTell, saved: { ...result, orderIds: [order.id] } };
    }),
  );
  announceLines(ctx, saved);
  if (toTell) await startNotices(ctx);
  return { orderId: open.order.id, shipmentId: open.shipmentId, status };
}

function describe(carrier: string | null, trackingNumber: string | null): string {
  const by = carrier === null ? "" : ` with ${carrier}`;
  return trackingNumber === null ? `Sent a package${by}.` : `Sent a package${by}, tracking number ${trackingNumber}.`;
}

async function confirmRows(tx: Tx, ctx: ServiceContext, open: Confirmed, taken: Shipment): Promise<void> {
  if (taken.externalId !== null) {
    // A sync may have read our own package from the platform before this: it is one package, and ours knows its key.
    await tx
      .deleteFrom("shipments")
      .where("order_id", "=", open.order.id)
      .where("external_id", "=", taken.externalId)
      .where("id", "<>", open.shipmentId)
      .where("source", "=", "platform")
      .execute();
  }
  await tx
    .updateTable("shipments")
    .set({
      ...{ state: "confirmed", external_id: taken.externalId, error: null, updated_at: ctx.now() },
      carrier: taken.carrier ?? open.request.carrier,
      tracking_number: taken.trackingNumber ?? open.request.trackingNumber,
      shipped_at: taken.shippedAt ?? open.request.shippedAt,
    })
    .where("id", "=", open.shipmentId)
    .execute();
  await tx
    .updateTable("outbox")
    .set({
      state: "done",
      error: null,
      result: JSON.stringify({ externalId: taken.externalId }),
      updated_at: ctx.now(),
    })
    .where("idempotency_key", "=", outboxKey(open.request.idempotencyKey))
    .execute();
}

/** Raises each line's shipped units to what its confirmed packages hold; what the platform counted already stays. */
async function countPackedUnits(tx: Tx, orderId: string): Promise<void> {
  await sql`
    update order_lines as line set quantity_shipped = greatest(line.quantity_shipped, packed.quantity), updated_at = now()
    from (select part.line_id, sum(part.quantity)::integer as quantity from shipment_lines as part
      join shipments as package on package.id = part.shipment_id
      where package.order_id = ${orderId}::uuid and package.state = 'confirmed' group by part.line_id) as packed
    where line.id = packed.line_id`.execute(tx);
}

const open = ["pending", "paid", "packed", "partially_shipped", "unknown"] as const satisfies readonly OrderStatus[];

async function moveOrder(tx: Tx, orderId: string, shippedAt: string): Promise<OrderRow> {
  const left = sql<boolean>`exists (select from order_lines as line where line.order_id = orders.id
    and line.removed_at is null and coalesce(line.quantity_shipped, 0)
      < line.quantity - coalesce(line.quantity_cancelled, 0) - coalesce(line.quantity_refunded, 0))`;
  const status = sql<OrderStatus>`case when ${left} then 'partially_shipped' else 'shipped' end`;
  await tx
    .updateTable("orders")
    .set({
      status,
      shipped_at: sql<Date>`coalesce(shipped_at, ${shippedAt}::timestamptz)`,
      updated_at: sql<Date>`now()`,
    })
    .where("id", "=", orderId)
    .where("status", "in", open)
    .execute();
  return await tx.selectFrom("orders").selectAll().where("id", "=", orderId).executeTakeFirstOrThrow();
}
