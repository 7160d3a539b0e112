import { createRandom, type SeededRandom } from "../kit/index.ts";
import { makeBuyers } from "./buyers.ts";
import { fateTroubles } from "./fate-troubles.ts";
import { finishOrder } from "./finish-order.ts";
import { linkingTroubles } from "./linking-troubles.ts";
import { makeOffers } from "./offers.ts";
import { createOrderDesk, type OrderDraft } from "./order-desk.ts";
import { ordinaryOrders } from "./ordinary-orders.ts";
import type { Shop, ShopBuyer, ShopOffer, ShopOrder, ShopPlatform, ShopUnit } from "./shop-types.ts";
import { makeUnits } from "./stock.ts";

const DAY = 86_400_000;
/** The seed of the demo shop that everybody sees. */
export const DEMO_SEED = 4010;
const BUYERS: Readonly<Record<ShopPlatform, number>> = { ebay: 78, bricklink: 34 };
const REGULAR_ORDERS = 4;

export interface ShopOptions {
  /** Same seed and anchor, same shop, to the byte. Default {@link DEMO_SEED}. */
  seed?: string | number;
  /** The shop's "today", by which everything is dated; ISO 8601 or epoch milliseconds. */
  anchor: string | number | Date;
}

/** Makes the demo shop: a LEGO reseller's shelves, offers and last weeks of orders, with the truth behind each line. */
export function createShop(options: ShopOptions): Shop {
  const seed = options.seed ?? DEMO_SEED;
  const anchor = new Date(options.anchor).getTime();
  if (Number.isNaN(anchor)) throw new RangeError("The shop's anchor is not a date");
  const random = createRandom(seed);
  const units = makeUnits(random.fork("stock"), anchor);
  const offers = makeOffers(random.fork("offers"), units, anchor);
  const { orders, extraOffers } = makeOrders(random, { units, offers, anchor });
  const offered = new Set(offers.flatMap(({ unitIds }) => unitIds));
  return {
    seed,
    anchor: new Date(anchor).toISOString(),
    name: "Loft Bricks",
    ebayUsername: "loft_bricks_uk",
    bricklinkUsername: "loftbricks",
    units: units.map((unit) => (offered.has(unit.id) ? { ...unit, status: "listed" as const } : unit)),
    offers: [...offers, ...extraOffers],
    orders,
  };
}

interface Shelves {
  units: readonly ShopUnit[];
  offers: readonly ShopOffer[];
  anchor: number;
}

function makeOrders(random: SeededRandom, shelves: Shelves): { orders: ShopOrder[]; extraOffers: ShopOffer[] } {
  const desk = createOrderDesk(random.fork("orders"), shelves);
  // Scarce goods first: the everyday orders take from what is left.
  const drafts = [...linkingTroubles(desk), ...fateTroubles(desk), ...ordinaryOrders(desk)];
  const dates = random.fork("dates");
  const dated = drafts
    .map((draft) => ({ draft, placedAt: placedAt(dates, draft, shelves.anchor) }))
    .sort((a, b) => a.placedAt - b.placedAt);
  const buyers = assignBuyers(random.fork("buyers"), dated);
  const details = random.fork("details");
  const orders = dated.map(({ draft, placedAt: at }, index) => {
    const { buyer, isRegular } = buyers[index] as Assigned;
    const order = finishOrder(details, draft, { anchor: shelves.anchor, placedAt: at, buyer });
    const troubles = isRegular ? [...order.troubles, "repeat-buyer" as const] : order.troubles;
    return { id: `order-${String(index + 1).padStart(4, "0")}`, ...order, troubles };
  });
  const known = new Set(shelves.offers.map(({ id }) => id));
  const mentioned = drafts.flatMap(({ lines }) => lines.map(({ offer }) => offer));
  return { orders, extraOffers: mentioned.filter(({ id }) => !known.has(id)) };
}

function placedAt(random: SeededRandom, { age: [from, to] }: OrderDraft, anchor: number): number {
  return Math.round(anchor - (from + random.next() * (to - from)) * DAY);
}

interface Assigned {
  buyer: ShopBuyer;
  isRegular: boolean;
}

// On each platform the first buyer is a regular with several orders; most others come once, some twice.
function assignBuyers(random: SeededRandom, dated: readonly { draft: OrderDraft }[]): Assigned[] {
  const pools = {
    ebay: makeBuyers(random, "ebay", BUYERS.ebay),
    bricklink: makeBuyers(random, "bricklink", BUYERS.bricklink),
  };
  const regulars = { ebay: new Set<number>(), bricklink: new Set<number>() };
  for (const platform of ["ebay", "bricklink"] as const) {
    const indexes = dated.flatMap(({ draft }, index) => (draft.platform === platform ? [index] : []));
    for (const index of random.shuffle(indexes).slice(0, REGULAR_ORDERS)) regulars[platform].add(index);
  }
  return dated.map(({ draft }, index) => {
    const [regular, ...others] = pools[draft.platform];
    if (regular === undefined) throw new RangeError("A shop needs buyers");
    const isRegular = regulars[draft.platform].has(index);
    return { buyer: isRegular ? regular : random.pick(others), isRegular };
  });
}
