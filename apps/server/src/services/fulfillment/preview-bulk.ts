import { checkParcel, type ParcelCheck } from "@counterfoil/core/fulfillment";
import type { Database, OrderLineRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext, Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { namesCarrier, type ParcelTerms, parcelTermsOf } from "../orders/parcel-terms.ts";
import { readCarriers } from "../orders/read-carriers.ts";
import { unitsLeft } from "../orders/units-left.ts";
import type { BulkParcel, PreviewBulkInput } from "./bulk-input.ts";
import type { BulkPreviewView, PlannedParcelView } from "./bulk-views.ts";
import { findOrders, type NamedOrder, type OrderMeant } from "./find-orders.ts";
import { parcelOrderView, unclearOrder } from "./parcel-order-view.ts";

/** What would be sent where, and what would be skipped and why. Nothing is written and nothing is sent. */
export async function previewBulk({ ctx, input }: Verb<PreviewBulkInput>): Promise<BulkPreviewView> {
  const shippedAt = input.shippedAt ?? ctx.now().toISOString();
  const { meant, lines } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const find = await findOrders(
      tx,
      input.orders.map(({ orderId }) => orderId),
    );
    const found = input.orders.map(({ orderId }) => find(orderId));
    return {
      meant: found,
      lines: await readLines(
        tx,
        found.flatMap((each) => (typeof each === "string" ? [] : [each.id])),
      ),
    };
  });
  const listed = await readLists(ctx, input.orders, meant);
  const seen = new Map<string, number>();
  const parcels = input.orders.map((parcel, position) => {
    const order = meant[position] ?? "unknown";
    const row = { position, orderRef: parcel.orderId, shippedAt: parcel.shippedAt ?? shippedAt };
    if (typeof order === "string") return { ...skipped(row), ...unclearOrder(order) };
    const before = seen.get(order.id);
    seen.set(order.id, position);
    if (before !== undefined && parcel.lines === undefined)
      return {
        ...skipped(row),
        order: parcelOrderView(order),
        code: "invalid",
        message: `Named twice: row ${before + 1} sends this order.`,
      };
    const terms = { ...parcelTermsOf(ctx, order.platform), listed: listed.get(order.connection_id) ?? [] };
    return plan(row, { parcel, order, terms, lines: lines.get(order.id) ?? [], now: ctx.now().toISOString() });
  });
  const going = parcels.filter(({ ready }) => ready);
  const counts = groupBy(going, ({ order }) => order?.platform ?? "");
  return {
    ready: going.length,
    skipped: parcels.length - going.length,
    platforms: [...counts].map(([platform, some]) => ({ platform, parcels: some.length })),
    parcels: withSharedNumbers(parcels),
  };
}

type LineRow = Pick<
  OrderLineRow,
  "id" | "order_id" | "quantity" | "quantity_cancelled" | "quantity_refunded" | "quantity_shipped" | "state_detail"
>;

async function readLines(tx: Transaction<Database>, orderIds: string[]): Promise<Map<string, LineRow[]>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("order_lines")
    .select([
      "id",
      "order_id",
      "quantity",
      "quantity_cancelled",
      "quantity_refunded",
      "quantity_shipped",
      "state_detail",
    ])
    .where("order_id", "in", orderIds)
    .where("removed_at", "is", null)
    .execute();
  return groupBy(rows, ({ order_id }) => order_id);
}

async function readLists(ctx: ServiceContext, parcels: readonly BulkParcel[], meant: readonly OrderMeant[]) {
  const asked = new Set<string>();
  for (const [index, parcel] of parcels.entries()) {
    const order = meant[index];
    if (order === undefined || typeof order === "string") continue;
    if (namesCarrier(parcel, parcelTermsOf(ctx, order.platform).rules)) asked.add(order.connection_id);
  }
  const lists = await Promise.all([...asked].map(async (id) => [id, await readCarriers(ctx, id)] as const));
  return new Map(lists);
}

type RowStart = Pick<PlannedParcelView, "position" | "orderRef" | "shippedAt">;

function skipped(row: RowStart): PlannedParcelView {
  const nothing = { order: null, ready: false, units: 0, carrier: null, trackingNumber: null, warnings: [] };
  return { ...row, ...nothing, code: null, message: null };
}

interface Plan {
  parcel: BulkParcel;
  order: NamedOrder;
  terms: ParcelTerms;
  lines: readonly LineRow[];
  now: string;
}

function plan(row: RowStart, { parcel, order, terms, lines, now }: Plan): PlannedParcelView {
  const view = {
    ...skipped(row),
    order: parcelOrderView(order),
    trackingNumber: parcel.trackingNumber?.trim() || null,
  };
  if (!terms.takesShipments)
    return {
      ...view,
      code: "invalid",
      message: `${terms.platformName} takes no shipments from here. Mark the order as sent there.`,
    };
  const left = lines.reduce((sum, line) => sum + unitsLeft(line), 0);
  const units = parcel.lines?.reduce((sum, { quantity }) => sum + quantity, 0) ?? left;
  const { carrier = null, trackingNumber = null, acceptTracking } = parcel;
  const checked = checkParcel({
    order: { status: order.status, paymentStatus: order.payment_status },
    ...terms,
    draft: { carrier, trackingNumber, shippedAt: row.shippedAt, acceptTracking, partial: units < left },
    now,
  });
  if (checked.ready && left === 0)
    return { ...view, code: "conflict", message: "Nothing of this order is left to send." };
  if (checked.ready && units > left)
    return { ...view, code: "invalid", message: `Only ${left} of this order are left to send.` };
  return { ...view, ...outcome(checked, units) };
}

function outcome(checked: ParcelCheck, units: number): Partial<PlannedParcelView> {
  if (!checked.ready) return { code: checked.fault, message: checked.message };
  const { carrier, trackingNumber, warnings } = checked;
  return {
    ...{ ready: true, units, trackingNumber, warnings },
    carrier: carrier === null ? null : { name: carrier.name, guessed: carrier.guessed },
  };
}

/** One number on two orders may be one parcel of the same buyer, or a slip: it is said. */
function withSharedNumbers(parcels: PlannedParcelView[]): PlannedParcelView[] {
  const numbers = groupBy(
    parcels.filter(({ ready, trackingNumber }) => ready && trackingNumber !== null),
    ({ trackingNumber }) => trackingNumber ?? "",
  );
  return parcels.map((parcel) => {
    const same = numbers.get(parcel.trackingNumber ?? "") ?? [];
    if (!parcel.ready || same.length < 2) return parcel;
    return { ...parcel, warnings: [...parcel.warnings, `${same.length} orders carry this tracking number.`] };
  });
}
