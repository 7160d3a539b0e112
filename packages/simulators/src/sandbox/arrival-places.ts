import type { AmazonSimulator } from "../amazon/index.ts";
import type { BricklinkSimulator } from "../bricklink/index.ts";
import type { BrickowlSimulator } from "../brickowl/index.ts";
import type { BricqerSimulator } from "../bricqer/index.ts";
import type { EbaySimulator } from "../ebay/index.ts";
import type { FlipkartSimulator } from "../flipkart/index.ts";
import type { SeededRandom } from "../kit/index.ts";
import type { TiktokShopSimulator } from "../tiktok-shop/index.ts";
import type { Arrival, ArrivalPlatform } from "./arrival.ts";

/** Where buyers can come. */
export interface ArrivalPlaces {
  readonly ebay: EbaySimulator;
  readonly bricklink: BricklinkSimulator;
  readonly amazon: AmazonSimulator;
  readonly brickowl: BrickowlSimulator;
  readonly bricqer: BricqerSimulator;
  readonly flipkart: FlipkartSimulator;
  readonly tiktokShop: TiktokShopSimulator;
}

/** All orders there are. */
export function countOrders(places: ArrivalPlaces): number {
  const { ebay, bricklink, amazon, brickowl, bricqer, tiktokShop, flipkart } = places;
  const tables = [ebay, bricklink, amazon, brickowl, bricqer, tiktokShop].map(({ world }) => world.orders.size);
  return tables.reduce((sum, size) => sum + size, flipkart.world.shipments.size);
}

/** Answers what somebody bought, or null where nothing is for sale. */
type Buying = (places: ArrivalPlaces, random: SeededRandom) => Omit<Arrival, "platform"> | null;

/** How somebody buys on each platform. */
export const buyOn: Readonly<Record<ArrivalPlatform, Buying>> = {
  ebay({ ebay }, random) {
    const choices = ebay.world.listings
      .where(({ status }) => status === "ACTIVE")
      .flatMap(({ itemId, title, available, variations }): EbayChoice[] =>
        variations.length === 0
          ? [{ itemId, title, available }]
          : variations.map(({ variationId, available: left }) => ({ itemId, title, available: left, variationId })),
      )
      .filter((choice) => choice.available > 0);
    if (choices.length === 0) return null;
    const { itemId, title, variationId } = random.pick(choices);
    const line = { itemId, quantity: 1, ...(variationId !== undefined && { variationId }) };
    return { orderId: ebay.acts.placeOrder({ lines: [line], deliveryCost: "3.49" }).orderId, title };
  },

  bricklink({ bricklink }, random) {
    const lots = bricklink.world.lots.where((lot) => !lot.isStockRoom && lot.quantity > 0 && lot.type !== "PART");
    if (lots.length === 0) return null;
    const { inventoryId, no } = random.pick(lots);
    const { orderId } = bricklink.acts.placeOrder({ lines: [{ inventoryId, quantity: 1 }] });
    return { orderId: String(orderId), title: no };
  },

  amazon({ amazon }, random) {
    const offered = amazon.world.listings.where(({ availability }) =>
      availability.some(({ channelCode, quantity }) => channelCode === "DEFAULT" && (quantity ?? 0) > 0),
    );
    if (offered.length === 0) return null;
    const { sku, title } = random.pick(offered);
    return { orderId: amazon.acts.placeOrder({ lines: [{ sku }] }).orderId, title };
  },

  "tiktok-shop"({ tiktokShop }, random) {
    const offered = tiktokShop.world.products
      .where(({ status }) => status === "ACTIVATE")
      .flatMap(({ title, skus }) => skus.map(({ id, stock }) => ({ skuId: id, title, stock })))
      .filter(({ stock }) => stock.some(({ available }) => available > 0));
    if (offered.length === 0) return null;
    const { skuId, title } = random.pick(offered);
    return { orderId: tiktokShop.acts.placeOrder({ lines: [{ skuId }] }).orderId, title };
  },

  brickowl({ brickowl }, random) {
    const lots = brickowl.world.lots.where(({ forSale, quantity }) => forSale && quantity > 0);
    if (lots.length === 0) return null;
    const { lotId, boid } = random.pick(lots);
    return { orderId: brickowl.acts.placeOrder({ lines: [{ lotId, quantity: 1 }] }).orderId, title: boid };
  },

  flipkart({ flipkart }, random) {
    const offered = flipkart.world.listings.where(
      ({ status, locations }) => status === "ACTIVE" && (locations[0]?.inventory ?? 0) > 0,
    );
    if (offered.length === 0) return null;
    const { sku, title } = random.pick(offered);
    const { orderId } = flipkart.acts.placeOrder({ lines: [{ sku }], shipmentType: "SELF" });
    return { orderId, title };
  },

  /** Bricqer sells through the shops that it imports from: the sale is BrickLink's, and comes by both roads. */
  bricqer({ bricqer, bricklink }, random) {
    const provider = "BrickLink";
    const offered = bricqer.world.items
      .where(({ remainingQuantity, listings }) => remainingQuantity > 0 && listings[provider] !== undefined)
      .filter(({ listings }) => (bricklink.world.lots.get(listings[provider] ?? "")?.quantity ?? 0) > 0);
    if (offered.length === 0) return null;
    const { id: itemId, listings } = random.pick(offered);
    const inventoryId = Number(listings[provider]);
    const sold = bricklink.acts.placeOrder({ lines: [{ inventoryId, quantity: 1 }] });
    const { orderId } = bricqer.acts.channelSale({ provider, number: String(sold.orderId), lines: [{ itemId }] });
    return { orderId: String(orderId), title: bricklink.world.lots.get(String(inventoryId))?.no ?? "" };
  },
};

interface EbayChoice {
  itemId: string;
  title: string;
  available: number;
  variationId?: string;
}
