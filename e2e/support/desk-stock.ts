import type { Sandbox } from "@counterfoil/simulators";

/**
 * The rows of the shop's stock list that eBay, BrickLink, Brick Owl and Bricqer all offer, under its header. A shop this
 * small makes few calls to Bricqer, which takes sixty a minute.
 */
export function stockOnFourShops(sandbox: Sandbox): string {
  const { ebay, bricklink, brickowl, bricqer } = sandbox;
  const skus = bricqer.world.items.all().flatMap(({ remarks, listings }) => {
    const onAll =
      ebay.world.listings.get(listings["eBay"] ?? "")?.status === "ACTIVE" &&
      bricklink.world.lots.has(listings["BrickLink"] ?? "") &&
      brickowl.world.lots.has(listings["BrickOwl"] ?? "");
    return onAll && remarks ? [`${remarks},`] : [];
  });
  const [header = "", ...rows] = sandbox.stockCsv().split("\n");
  return [header, ...rows.filter((row) => skus.some((sku) => row.startsWith(sku)))].join("\n");
}
