import type { Sandbox } from "@counterfoil/simulators";
import { createRandom } from "@counterfoil/simulators/kit";
import type { Channel } from "../support/shop-channels.ts";

/**
 * The stock list of a small shop: rows of the demo shop's list that stand on most of `channels`, some with one unit, some
 * with more. Small, because Bricqer takes sixty calls a minute and all figures pass through them.
 */
export function stockOfSmallShop(
  sandbox: Sandbox,
  { channels, goods, seed }: { channels: readonly Channel[]; goods: number; seed: number },
): string {
  const random = createRandom(`chaos/${seed}/stock`);
  const [header = "", ...rows] = sandbox.stockCsv().trimEnd().split("\n");
  const columns = header.split(",");
  const quantityColumn = columns.indexOf("quantity");
  const numberColumns = ["set_number", "minifigure_number", "part_number", "color"].map((name) =>
    columns.indexOf(name),
  );
  const productOf = (row: readonly string[]) => numberColumns.map((column) => row[column]).join();
  const places = placesOfSkus(sandbox, channels);
  const cells = rows.filter((row) => !row.includes('"')).map((row) => row.split(","));
  const skus = cells.map(([sku = ""]) => sku);
  const candidates = cells
    .filter(([sku = ""]) => skus.indexOf(sku) === skus.lastIndexOf(sku))
    .map((row) => ({ row, count: places.get(row[0] ?? "")?.size ?? 0 }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count);
  // Of equal units the oldest goes, whichever listing was sold: each product once, so that goods can be counted apart.
  const products = candidates.map(({ row }) => productOf(row));
  const chosen = candidates
    .filter(({ row }, index) => products.indexOf(productOf(row)) === index)
    .slice(0, goods)
    .map(({ row }) => row.with(quantityColumn, String(random.chance(0.4) ? 1 : random.integer(2, 12))));
  return [header, ...chosen.map((row) => row.join(","))].join("\n");
}

/**
 * Has BrickLink keep lots that sell out, as its seller can say of each lot. Otherwise it deletes them, and units counted in
 * later have to be listed anew: nothing that a figure could do.
 */
export function keepSoldOutLots({ bricklink }: Sandbox): void {
  for (const { inventoryId } of bricklink.world.lots.all()) bricklink.acts.editLot({ inventoryId, isRetain: true });
}

/** On which channels each stock code stands. */
function placesOfSkus(sandbox: Sandbox, channels: readonly Channel[]): Map<string, Set<Channel>> {
  const places = new Map<string, Set<Channel>>();
  const add = (sku: string | null, channel: Channel) => {
    if (sku !== null && channels.includes(channel)) places.set(sku, (places.get(sku) ?? new Set()).add(channel));
  };
  const { ebay, bricklink, brickowl, bricqer, amazon, flipkart, tiktokShop } = sandbox;
  for (const { remarks, listings } of bricqer.world.items.all()) {
    add(remarks, "bricqer");
    if (ebay.world.listings.get(listings["eBay"] ?? "")?.status === "ACTIVE") add(remarks, "ebay");
    if (bricklink.world.lots.has(listings["BrickLink"] ?? "")) add(remarks, "bricklink");
    if (brickowl.world.lots.has(listings["BrickOwl"] ?? "")) add(remarks, "brickowl");
  }
  for (const { sku } of amazon.world.listings.all()) add(sku, "amazon");
  for (const { sku } of flipkart.world.listings.all()) add(sku, "flipkart");
  for (const { skus } of tiktokShop.world.products.all())
    for (const { sellerSku } of skus) add(sellerSku, "tiktok-shop");
  return places;
}
