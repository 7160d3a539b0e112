import { orderWorkflow } from "@counterfoil/core/fulfillment";
import type { Database, OrderRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { groupBy } from "../group-by.ts";
import { isoOrNull, moneyView } from "../money-view.ts";
import { notFound } from "../service-error.ts";
import { readLineViews } from "./line-view.ts";
import { orderRowView } from "./order-row-view.ts";
import type { OrderDetailView, OrderTotalsView, ShipmentView } from "./order-views.ts";
import { readCarriers } from "./read-carriers.ts";
import { readHistory } from "./read-history.ts";
import { readOtherRoads } from "./read-other-roads.ts";

type Tx = Transaction<Database>;

export const getOrderInput = z.object({ id: z.uuid() });

/** One order with its lines, claims, shipments and history. Throws `not_found`. */
export async function getOrder({ ctx, input }: Verb<z.infer<typeof getOrderInput>>): Promise<OrderDetailView> {
  const { row, ...parts } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const found = await tx.selectFrom("orders").selectAll().where("id", "=", input.id).executeTakeFirst();
    if (found === undefined) throw notFound("The order");
    const lines = await readLineViews(tx, found.id);
    return {
      row: found,
      lines,
      shipments: await readShipments(tx, found.id),
      otherRoads: await readOtherRoads(tx, ctx, found),
      history: await readHistory(tx, found.id),
    };
  });
  return {
    ...orderRowView(row),
    ...{ buyerUsername: row.buyer_username, buyerNote: row.buyer_note, sellerNote: row.seller_note },
    ...{ holdReason: row.hold_reason, heldUntil: isoOrNull(row.held_until), moves: orderWorkflow[row.status] },
    ...{ shipTo: row.ship_to, totals: totalsOf(row) },
    ...parts,
    hasLabels: hasLabels(ctx, row.platform),
    carriers: await readCarriers(ctx, row.connection_id),
  };
}

function hasLabels(ctx: ServiceContext, platform: string): boolean {
  const known = ctx.connectors.all().find(({ manifest }) => manifest.platform === platform);
  return known?.manifest.capabilities.documents ?? false;
}

function totalsOf(row: OrderRow): OrderTotalsView {
  const money = (minor: number | null) => moneyView(minor, row.currency);
  return {
    ...{ subtotal: money(row.subtotal_minor), shipping: money(row.shipping_minor), tax: money(row.tax_minor) },
    ...{ discount: money(row.discount_minor), fees: money(row.fees_minor), refunded: money(row.refunded_minor) },
    total: money(row.total_minor),
  };
}

async function readShipments(tx: Tx, orderId: string): Promise<ShipmentView[]> {
  const rows = await tx
    .selectFrom("shipments")
    .select(["id", "carrier", "tracking_number", "shipped_at", "state", "source"])
    .where("order_id", "=", orderId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const parts = await tx
    .selectFrom("shipment_lines")
    .innerJoin("shipments", "shipments.id", "shipment_lines.shipment_id")
    .select(["shipment_lines.shipment_id", "shipment_lines.line_id", "shipment_lines.quantity"])
    .where("shipments.order_id", "=", orderId)
    .execute();
  const byShipment = groupBy(parts, (part) => part.shipment_id);
  return rows.map((row) => ({
    ...{ id: row.id, carrier: row.carrier, trackingNumber: row.tracking_number, shippedAt: isoOrNull(row.shipped_at) },
    ...{ state: row.state, source: row.source },
    lines: (byShipment.get(row.id) ?? []).map(({ line_id, quantity }) => ({ lineId: line_id, quantity })),
  }));
}
