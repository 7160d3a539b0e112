import { checkDispatch } from "@counterfoil/core/fulfillment";
import type { Database, OrderLineRow, OrderRow, ShipmentRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { conflict, type FieldIssue, invalid, notFound } from "../service-error.ts";
import type { DispatchInput, DispatchResult } from "./dispatch-order.ts";

type Tx = Transaction<Database>;

/** A package as it is asked of the platform. */
export interface ShipmentRequest {
  orderExternalId: string;
  lines: { lineExternalId: string; quantity: number }[] | null;
  carrier: string | null;
  trackingNumber: string | null;
  shippedAt: string;
  idempotencyKey: string;
}

/** A package that is written down and not yet known to be taken. `repeated`: an earlier attempt may have been. */
export interface OpenShipment {
  state: "open";
  shipmentId: string;
  order: OrderRow;
  request: ShipmentRequest;
  repeated: boolean;
}
export type PreparedShipment = OpenShipment | { state: "confirmed"; result: DispatchResult; order: OrderRow };

/** Writes the package down before the platform hears of it, or finds the one that the same request made before. */
export async function prepareShipment(ctx: ServiceContext, input: DispatchInput): Promise<PreparedShipment> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const order = await tx
      .selectFrom("orders")
      .selectAll()
      .where("id", "=", input.orderId)
      .forUpdate()
      .executeTakeFirst();
    if (order === undefined) throw notFound("The order");
    const known = await tx
      .selectFrom("shipments")
      .selectAll()
      .where("idempotency_key", "=", input.idempotencyKey)
      .executeTakeFirst();
    if (known) return await repeat(tx, order, known);
    const allowed = checkDispatch(order.status);
    if (!allowed.allowed) throw conflict(allowed.message);
    return await writeDown(tx, ctx, { order, input });
  });
}

async function repeat(tx: Tx, order: OrderRow, known: ShipmentRow): Promise<PreparedShipment> {
  if (known.order_id !== order.id) throw conflict("This request was already used for another order.");
  if (known.state === "confirmed")
    return { state: "confirmed", order, result: { orderId: order.id, shipmentId: known.id, status: order.status } };
  const row = await tx
    .selectFrom("outbox")
    .select("payload")
    .where("idempotency_key", "=", outboxKey(known.idempotency_key ?? ""))
    .executeTakeFirstOrThrow();
  // Written by `writeDown`.
  const request = row.payload as ShipmentRequest;
  return { state: "open", shipmentId: known.id, order, request, repeated: known.state !== "failed" };
}

/** The outbox keeps effects of all kinds: the kind is part of the key. */
export function outboxKey(idempotencyKey: string): string {
  return `shipment:${idempotencyKey}`;
}

interface PackedLine {
  row: OrderLineRow;
  quantity: number;
}

async function writeDown(
  tx: Tx,
  ctx: ServiceContext,
  { order, input }: { order: OrderRow; input: DispatchInput },
): Promise<OpenShipment> {
  const rows = await tx
    .selectFrom("order_lines")
    .selectAll()
    .where("order_id", "=", order.id)
    .where("removed_at", "is", null)
    .orderBy("position")
    .execute();
  const packed = chooseLines(rows, input.lines);
  const shipmentId = ctx.newId();
  const request = toRequest(order, input, packed);
  const { workspaceId } = ctx;
  const { carrier, trackingNumber, shippedAt, idempotencyKey } = request;
  await tx
    .insertInto("shipments")
    .values({
      ...{ workspace_id: workspaceId, id: shipmentId, order_id: order.id, source: "counterfoil", state: "requested" },
      ...{ carrier, tracking_number: trackingNumber, shipped_at: shippedAt, idempotency_key: idempotencyKey },
    })
    .execute();
  await tx
    .insertInto("shipment_lines")
    .values(
      packed.map(({ row, quantity }) => ({
        ...{ workspace_id: workspaceId, shipment_id: shipmentId, line_id: row.id, quantity },
      })),
    )
    .execute();
  await tx
    .insertInto("outbox")
    .values({
      ...{ workspace_id: workspaceId, id: ctx.newId(), connection_id: order.connection_id, kind: "shipment" },
      ...{ idempotency_key: outboxKey(idempotencyKey), state: "sending", payload: JSON.stringify(request) },
    })
    .execute();
  return { state: "open", shipmentId, order, request, repeated: false };
}

function remainingOf(row: OrderLineRow): number {
  const shipped = Math.max(row.quantity_shipped ?? 0, Number(row.state_detail["shipped"] ?? 0));
  return Math.max(0, row.quantity - (row.quantity_cancelled ?? 0) - (row.quantity_refunded ?? 0) - shipped);
}

function chooseLines(rows: readonly OrderLineRow[], chosen: DispatchInput["lines"]): PackedLine[] {
  const open = rows.map((row) => ({ row, quantity: remainingOf(row) })).filter(({ quantity }) => quantity > 0);
  if (open.length === 0) throw conflict("Nothing of this order is left to send.");
  if (chosen === undefined) return open;
  const issues: FieldIssue[] = [];
  const packed = chosen.flatMap(({ lineId, quantity }, index) => {
    const line = rows.find((row) => row.id === lineId);
    if (line === undefined) {
      issues.push({ path: `lines.${index}.lineId`, message: "is not a line of this order" });
      return [];
    }
    const left = remainingOf(line);
    if (quantity > left)
      issues.push({ path: `lines.${index}.quantity`, message: `${left} of "${line.title}" are left` });
    return [{ row: line, quantity }];
  });
  if (new Set(chosen.map(({ lineId }) => lineId)).size < chosen.length)
    issues.push({ path: "lines", message: "names a line twice" });
  if (issues.length > 0) throw invalid("This package cannot be sent as it is.", issues);
  return packed;
}

function toRequest(order: OrderRow, input: DispatchInput, packed: readonly PackedLine[]): ShipmentRequest {
  const lines = packed.map(({ row, quantity }) => ({ lineExternalId: row.external_id, quantity }));
  return {
    orderExternalId: order.external_id,
    lines: input.lines === undefined ? null : lines,
    carrier: input.carrier ?? null,
    trackingNumber: input.trackingNumber ?? null,
    ...{ shippedAt: input.shippedAt, idempotencyKey: input.idempotencyKey },
  };
}
