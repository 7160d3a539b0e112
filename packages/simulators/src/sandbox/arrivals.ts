import type { BricklinkSimulator } from "../bricklink/index.ts";
import type { EbaySimulator } from "../ebay/index.ts";
import { ActRefused, createRandom, type SeededRandom } from "../kit/index.ts";

/** An order that has just come in. */
export interface Arrival {
  platform: "ebay" | "bricklink";
  orderId: string;
  title: string;
}

export interface ArrivalPlaces {
  readonly seed: string | number;
  readonly ebay: EbaySimulator;
  readonly bricklink: BricklinkSimulator;
}

const EBAY_SHARE = 0.75;

/**
 * Lets somebody buy something that is for sale at this moment. The choice depends on the seed and on how many orders
 * there are, so the same shop sees the same buyers come.
 */
export function arriveOrder(places: ArrivalPlaces): Arrival {
  const { ebay, bricklink, seed } = places;
  const random = createRandom(`${seed}/arrival/${ebay.world.orders.size + bricklink.world.orders.size}`);
  const onEbay = random.chance(EBAY_SHARE);
  const arrival = onEbay
    ? (buyOnEbay(ebay, random) ?? buyOnBricklink(bricklink, random))
    : (buyOnBricklink(bricklink, random) ?? buyOnEbay(ebay, random));
  if (arrival === null) throw new ActRefused("Nothing is for sale any more");
  return arrival;
}

interface EbayChoice {
  itemId: string;
  title: string;
  available: number;
  variationId?: string;
}

function buyOnEbay(ebay: EbaySimulator, random: SeededRandom): Arrival | null {
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
  const { orderId } = ebay.acts.placeOrder({ lines: [line], deliveryCost: "3.49" });
  return { platform: "ebay", orderId, title };
}

function buyOnBricklink(bricklink: BricklinkSimulator, random: SeededRandom): Arrival | null {
  const lots = bricklink.world.lots.where((lot) => !lot.isStockRoom && lot.quantity > 0 && lot.type !== "PART");
  if (lots.length === 0) return null;
  const { inventoryId, no } = random.pick(lots);
  const { orderId } = bricklink.acts.placeOrder({ lines: [{ inventoryId, quantity: 1 }] });
  return { platform: "bricklink", orderId: String(orderId), title: no };
}
