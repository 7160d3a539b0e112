import { formatPrice } from "./amounts.ts";
import type { Lot } from "./brickowl-entities.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { displayName, fullBoid, idsOf, slugOf } from "./item-view.ts";

/** An external id as the wire shows it: an object, or an empty array where there is none. */
export function externalIds(externalId: string | null) {
  return externalId === null ? [] : { other: externalId };
}

/** A lot as `inventory/list` shows it; every number is text. */
export function lotView(world: BrickowlWorld, lot: Lot) {
  return {
    con: lot.condition.startsWith("new") ? "new" : lot.condition.startsWith("used") ? "used" : lot.condition,
    full_con: lot.condition,
    qty: String(lot.quantity),
    lot_id: lot.lotId,
    price: formatPrice(lot.price),
    url: `http://${slugOf(world.shop.name)}.brickowl.com/store/${slugOf(displayName(world, lot))}`,
    owl_id: String(Number(lot.boid) % 1_000_000),
    public_note: lot.publicNote,
    personal_note: lot.personalNote,
    sale_percent: String(lot.salePercent),
    bulk_qty: String(lot.bulkQuantity),
    for_sale: lot.forSale ? "1" : "0",
    boid: fullBoid(lot),
    external_lot_ids: externalIds(lot.externalId),
    type: world.items.get(lot.boid)?.type ?? "Part",
    ids: idsOf(world, lot),
    ...(world.settings.newerFields && newerFields(lot)),
  };
}

function newerFields(lot: Lot) {
  return {
    base_price: formatPrice(lot.price),
    final_price: formatPrice(Math.round((lot.price * (100 - lot.salePercent)) / 100)),
    my_cost: lot.myCost === null ? null : formatPrice(lot.myCost),
    lot_weight: lot.weight,
    reserve_uid: null,
    tier_price:
      lot.tiers.length === 0 ? null : lot.tiers.map(({ quantity, price }) => [String(quantity), formatPrice(price)]),
  };
}

/** A list as the switch `lists` wants it: an array, or an object keyed by id. */
export function listForm<T>(world: BrickowlWorld, rows: readonly T[], idOf: (row: T) => string): unknown {
  // An empty PHP array is written as [] whatever it would hold.
  if (world.settings.lists === "array" || rows.length === 0) return rows;
  return Object.fromEntries(rows.map((row) => [idOf(row), row]));
}
