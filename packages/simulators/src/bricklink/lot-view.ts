import type { Lot } from "./bricklink-entities.ts";
import { type BricklinkWorld, itemKey } from "./bricklink-world.ts";
import { colorName } from "./colors.ts";
import { formatFixed } from "./fixed-point.ts";
import { encodeEntities } from "./text-entities.ts";

/** The `item` object of lots and order lines. */
export function itemView(world: BricklinkWorld, goods: { type: string; no: string }) {
  const item = world.items.get(itemKey(goods.type, goods.no));
  return {
    no: goods.no,
    name: encodeEntities(item?.name ?? goods.no),
    type: goods.type,
    category_id: item?.categoryId ?? null,
  };
}

/** A lot as the wire shows it. */
export function lotView(world: BricklinkWorld, lot: Lot) {
  const [tier1, tier2, tier3] = lot.tiers;
  return {
    inventory_id: lot.inventoryId,
    item: itemView(world, lot),
    color_id: lot.colorId,
    color_name: colorName(lot.colorId),
    quantity: lot.quantity,
    new_or_used: lot.newOrUsed,
    completeness: lot.completeness,
    unit_price: formatFixed(lot.unitPrice),
    bind_id: 0,
    description: encodeEntities(lot.description),
    remarks: encodeEntities(lot.remarks),
    bulk: lot.bulk,
    is_retain: lot.isRetain,
    is_stock_room: lot.isStockRoom,
    stock_room_id: lot.isStockRoom ? lot.stockRoomId : null,
    date_created: lot.createdAt,
    my_cost: formatFixed(lot.myCost),
    sale_rate: lot.saleRate,
    tier_quantity1: tier1?.quantity ?? 0,
    tier_price1: formatFixed(tier1?.price ?? 0),
    tier_quantity2: tier2?.quantity ?? 0,
    tier_price2: formatFixed(tier2?.price ?? 0),
    tier_quantity3: tier3?.quantity ?? 0,
    tier_price3: formatFixed(tier3?.price ?? 0),
  };
}

/** The letter by which the list's `status` filter knows a lot. */
export function lotStatus(lot: Lot): "Y" | "S" | "B" | "C" | "N" {
  if (lot.isStockRoom) return lot.stockRoomId === "B" || lot.stockRoomId === "C" ? lot.stockRoomId : "S";
  return lot.quantity > 0 ? "Y" : "N";
}
