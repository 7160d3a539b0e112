import { stringify } from "csv-stringify/sync";
import type { Shop, ShopUnit } from "./shop-types.ts";
import { plainNumber } from "./titles.ts";

const columns = [
  "sku",
  "title",
  "set_number",
  "minifigure_number",
  "part_number",
  "color",
  "condition",
  "quantity",
  "location",
  "unit_cost",
  "asking_price",
  "currency",
  "acquired_at",
  "status",
  "note",
] as const;

/** The seller's own stock list as CSV: one row a unit or lot, as it was before the last weeks' sales were written down. */
export function stockCsv(shop: Pick<Shop, "units">): string {
  return stringify(shop.units.map(row), { header: true, columns: [...columns] });
}

function row(unit: ShopUnit): Record<(typeof columns)[number], string> {
  const [product] = unit.products;
  const single = unit.products.length === 1;
  const numberOf = (kind: typeof product.kind) => (single && product.kind === kind ? plainNumber(product) : "");
  return {
    sku: unit.sku ?? "",
    title: unit.title,
    set_number: numberOf("set"),
    minifigure_number: numberOf("minifigure"),
    part_number: numberOf("part"),
    color: product.color?.name ?? "",
    condition: unit.condition,
    quantity: String(unit.quantity),
    location: unit.location ?? "",
    unit_cost: (unit.unitCost / 100).toFixed(2),
    asking_price: (unit.askingPrice / 100).toFixed(2),
    currency: "GBP",
    acquired_at: unit.acquiredAt.slice(0, 10),
    status: unit.status,
    note: unit.note ?? "",
  };
}
