import type { Address } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";

/** What a document says of an order. */
export interface DocumentOrder {
  id: string;
  number: string;
  platformName: string;
  shopName: string;
  /** The day in the seller's time zone. */
  placedOn: string;
  cancelled: boolean;
  shipTo: Address | null;
  buyerNote: string | null;
  lines: { quantity: number; title: string; sku: string | null; detail: string | null }[];
}

/** Orders in the order asked for; those that the workspace does not have are left out. */
export async function readDocumentOrders(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  orderIds: readonly string[],
): Promise<DocumentOrder[]> {
  const shop = await tx.selectFrom("workspaces").select(["name", "time_zone"]).executeTakeFirstOrThrow();
  const orders = await tx
    .selectFrom("orders")
    .select(["id", "external_id", "platform", "placed_at", "status", "ship_to", "buyer_note", "buyer_name"])
    .where("id", "in", orderIds)
    .execute();
  const lines = await readLines(tx, orderIds);
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: shop.time_zone });
  const names = new Map(ctx.connectors.all().map(({ manifest }) => [manifest.platform, manifest.name]));
  const found = new Map(
    orders.map((order): [string, DocumentOrder] => [
      order.id,
      {
        ...{ id: order.id, number: order.external_id, platformName: names.get(order.platform) ?? order.platform },
        ...{ shopName: shop.name, placedOn: day.format(order.placed_at), cancelled: order.status === "cancelled" },
        ...{ shipTo: named(order.ship_to, order.buyer_name), buyerNote: order.buyer_note?.trim() || null },
        lines: lines.filter((line) => line.order_id === order.id).map(lineOf),
      },
    ]),
  );
  return orderIds.flatMap((id) => found.get(id) ?? []);
}

function named(address: Address | null, buyerName: string | null): Address | null {
  return address === null ? null : { ...address, name: address.name ?? buyerName };
}

async function readLines(tx: Transaction<Database>, orderIds: readonly string[]) {
  return await tx
    .selectFrom("order_lines")
    .select([
      "order_id",
      "title",
      "sku",
      "quantity",
      "quantity_cancelled",
      "quantity_refunded",
      "variation",
      "condition",
    ])
    .where("order_id", "in", orderIds)
    .where("removed_at", "is", null)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

type LineRow = Awaited<ReturnType<typeof readLines>>[number];

function lineOf(line: LineRow): DocumentOrder["lines"][number] {
  const gone = (line.quantity_cancelled ?? 0) + (line.quantity_refunded ?? 0);
  const detail = line.variation.map(({ name, value }) => `${name}: ${value}`).join(", ");
  return { quantity: Math.max(0, line.quantity - gone), title: line.title, sku: line.sku, detail: detail || null };
}
