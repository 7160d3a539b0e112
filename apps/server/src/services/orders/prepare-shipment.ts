import { checkDispatch, checkParcel } from "@counterfoil/core/fulfillment";
import type { Database, OrderLineRow, OrderRow, ShipmentRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { conflict, type FieldIssue, invalid, notFound } from "../service-error.ts";
import type { DispatchInput, DispatchResult } from "./dispatch-order.ts";
import type { ParcelTerms } from "./parcel-terms.ts";
import { readOtherRoads } from "./read-other-roads.ts";
import { unitsLeft } from "./units-left.ts";

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
export async function prepareShipment(
  ctx: ServiceContext,
  input: DispatchInput,
  terms: ParcelTerms,
): Promise<PreparedShipment> {
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
    const allowed = checkDispatch(order.status, order.payment_status);
    if (!allowed.allowed) throw conflict(allowed.message);
    await refuseOtherRoad(tx, ctx, order);
    return await writeDown(tx, ctx, { order, input, terms });
  });
}

/** A sale that came by two roads is sent once: on the order that counts, unless its platform takes no parcels. */
async function refuseOtherRoad(tx: Tx, ctx: ServiceContext, order: OrderRow): Promise<void> {
  const counted = (await readOtherRoads(tx, ctx, order)).find(({ counts }) => counts);
  if (!counted?.takesParcels) return;
  const { manifest } = ctx.connectors.get(counted.platform);
  throw conflict(`This is the same sale as order ${counted.platformOrderId} on ${manifest.name}. Send that one.`);
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
  { order, input, terms }: { order: OrderRow; input: DispatchInput; terms: ParcelTerms },
): Promise<OpenShipment> {
  const rows = await tx
    .selectFrom("order_lines")
    .selectAll()
    .where("order_id", "=", order.id)
    .where("removed_at", "is", null)
    .orderBy("position")
    .execute();
  const packed = chooseLines(rows, input.lines);
  const told = checkedParcel(ctx, { order, input, terms, partial: leavesSome(rows, packed) });
  const shipmentId = ctx.newId();
  const request = toRequest(order, { ...input, ...told }, packed);
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

/** The parcel as the platform is told of it. Throws `invalid`, naming the field that is at fault. */
function checkedParcel(
  ctx: ServiceContext,
  parcel: { order: OrderRow; input: DispatchInput; terms: ParcelTerms; partial: boolean },
): { carrier: string | null; trackingNumber: string | null } {
  const { order, input, terms, partial } = parcel;
  const { carrier = null, trackingNumber = null, shippedAt, acceptTracking } = input;
  const checked = checkParcel({
    order: { status: order.status, paymentStatus: order.payment_status },
    ...terms,
    draft: { carrier, trackingNumber, shippedAt, acceptTracking, partial },
    now: ctx.now().toISOString(),
  });
  if (!checked.ready) {
    const { field, message } = checked;
    throw field === "" ? conflict(message) : invalid(message, [{ path: field, message }]);
  }
  return { carrier: checked.carrier?.value ?? null, trackingNumber: checked.trackingNumber };
}

function leavesSome(rows: readonly OrderLineRow[], packed: readonly PackedLine[]): boolean {
  const left = rows.reduce((sum, row) => sum + unitsLeft(row), 0);
  return packed.reduce((sum, { quantity }) => sum + quantity, 0) < left;
}

function chooseLines(rows: readonly OrderLineRow[], chosen: DispatchInput["lines"]): PackedLine[] {
  const open = rows.map((row) => ({ row, quantity: unitsLeft(row) })).filter(({ quantity }) => quantity > 0);
  if (open.length === 0) throw conflict("Nothing of this order is left to send.");
  if (chosen === undefined) return open;
  const issues: FieldIssue[] = [];
  const packed = chosen.flatMap(({ lineId, quantity }, index) => {
    const line = rows.find((row) => row.id === lineId);
    if (line === undefined) {
      issues.push({ path: `lines.${index}.lineId`, message: "is not a line of this order" });
      return [];
    }
    const left = unitsLeft(line);
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
