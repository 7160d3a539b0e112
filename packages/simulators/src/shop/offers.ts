import type { SeededRandom } from "../kit/index.ts";
import type { ShopOffer, ShopPlatform, ShopUnit } from "./shop-types.ts";
import { OLD_STOCK_DAYS } from "./stock.ts";
import { bundleTitle, listingTitle, titleWithoutNumber, titleWithWrongNumber } from "./titles.ts";

const DAY = 86_400_000;
/** Name of the one "choose your minifigure" listing on eBay. */
export const VARIATION_GROUP = "choose-your-minifigure";
const VARIATIONS = 5;

type TitleHabit = "plain" | "no-number" | "wrong-number";

/** What one eBay listing is like besides the goods: each habit is a trouble for whoever links its sales. */
interface EbayHabit {
  sku: "as-in-stock" | "with-location" | "with-spaces" | "other-case" | "old-label" | "none";
  title: TitleHabit;
}

/** Puts the units up for sale: on eBay, on BrickLink, on both, or not yet. */
export function makeOffers(random: SeededRandom, units: readonly ShopUnit[], anchor: number): ShopOffer[] {
  const offers: ShopOffer[] = [];
  const groups = sellableGroups(units);
  const habits = ebayHabits(random, { anchor, shelvedOnce: numbersShelvedOnce(units) });
  const figures = groups.filter(([unit]) => unit?.products[0].kind === "minifigure").slice(0, VARIATIONS);
  for (const group of groups) {
    const [unit] = group;
    if (unit === undefined) continue;
    const asVariation = figures.includes(group);
    for (const platform of asVariation ? (["ebay"] as const) : channelsOf(random, unit, group.length)) {
      const habit = platform === "ebay" && !asVariation ? habits(unit) : regularHabit;
      offers.push(makeOffer({ random, group, platform, habit, asVariation, number: offers.length + 1 }));
    }
  }
  return offers;
}

const regularHabit: EbayHabit = { sku: "as-in-stock", title: "plain" };

// Equal units (same stock code) are sold by one listing; a row without a code stands alone.
function sellableGroups(units: readonly ShopUnit[]): ShopUnit[][] {
  const groups = new Map<string, ShopUnit[]>();
  for (const unit of units) {
    if (unit.status !== "in_stock") continue;
    const key = unit.sku ?? unit.id;
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()];
}

function channelsOf(random: SeededRandom, unit: ShopUnit, groupSize: number): ShopPlatform[] {
  const { kind } = unit.products[0];
  if (kind === "part") return ["bricklink"];
  if (unit.products.length > 1 || unit.sku === null || groupSize > 1) return ["ebay"];
  const draw = random.next();
  if (kind === "minifigure") return draw < 0.7 ? ["bricklink"] : ["bricklink", "ebay"];
  // Boxes with a fault need photographs, which BrickLink shops do without.
  if (unit.condition === "new_other") return ["ebay"];
  if (draw < 0.44) return ["ebay"];
  if (draw < 0.77) return ["ebay", "bricklink"];
  return draw < 0.95 ? ["bricklink"] : [];
}

// How many sales of each habit the shop's story needs, and how many listings more have it.
const specialHabits: readonly (readonly [needed: number, spare: number, habit: EbayHabit])[] = [
  [4, 2, { sku: "none", title: "plain" }],
  [4, 1, { sku: "none", title: "no-number" }],
  [2, 1, { sku: "none", title: "wrong-number" }],
  [3, 1, { sku: "other-case", title: "plain" }],
  [2, 1, { sku: "old-label", title: "plain" }],
  [2, 1, { sku: "with-spaces", title: "plain" }],
];

// Odd habits go to old single units whose set is on the shelf but once: their right answer is that unit and no other.
function ebayHabits(random: SeededRandom, shop: { anchor: number; shelvedOnce: ReadonlySet<string> }) {
  const spare = specialHabits.flatMap(([, count, habit]) => Array.from({ length: count }, () => habit));
  const needed = specialHabits.flatMap(([count, , habit]) => Array.from({ length: count }, () => habit));
  const waiting = [...random.shuffle(spare), ...random.shuffle(needed)];
  const fits = (unit: ShopUnit) =>
    unit.quantity === 1 &&
    unit.products.length === 1 &&
    /^\d{5}-1$/.test(unit.products[0].number) &&
    shop.shelvedOnce.has(unit.products[0].number) &&
    Date.parse(unit.acquiredAt) < shop.anchor - OLD_STOCK_DAYS * DAY;
  return (unit: ShopUnit): EbayHabit => {
    if (unit.sku === null) return { sku: "none", title: "plain" };
    const odd = fits(unit) && random.chance(0.9) ? waiting.pop() : undefined;
    if (odd !== undefined) return odd;
    const bare = unit.location === null || random.chance(0.7);
    return { sku: bare ? "as-in-stock" : "with-location", title: "plain" };
  };
}

function numbersShelvedOnce(units: readonly ShopUnit[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { number } of units.flatMap(({ products }) => products)) counts.set(number, (counts.get(number) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count === 1).map(([number]) => number));
}

interface OfferPlan {
  random: SeededRandom;
  group: readonly ShopUnit[];
  platform: ShopPlatform;
  habit: EbayHabit;
  asVariation: boolean;
  number: number;
}

function makeOffer(plan: OfferPlan): ShopOffer {
  const { random, group, platform, habit, asVariation, number } = plan;
  const [unit] = group;
  if (unit === undefined) throw new RangeError("An offer needs a unit");
  const oldestFirst = [...group].sort((a, b) => a.acquiredAt.localeCompare(b.acquiredAt));
  const [product] = unit.products;
  return {
    id: `offer-${String(number).padStart(4, "0")}`,
    platform,
    unitIds: oldestFirst.map(({ id }) => id),
    products: unit.products,
    sku: platform === "ebay" ? skuAsTyped(random, unit, habit) : unit.sku,
    title: asVariation ? product.name : titleOf(random, unit, habit.title),
    condition: unit.condition,
    location: unit.location,
    price: unit.askingPrice,
    quantityOffered: group.reduce((sum, { quantity }) => sum + quantity, 0),
    listedAt: new Date(Date.parse(unit.acquiredAt) + random.integer(1, 3) * (DAY / 2)).toISOString(),
    variation: asVariation ? { group: VARIATION_GROUP, name: "Minifigure", value: product.name } : null,
    model: platform === "ebay" ? modelOf(random, unit, plan) : null,
  };
}

// The Inventory API wants a clean stock code, and this seller makes variations on the web site.
function modelOf(random: SeededRandom, unit: ShopUnit, { habit, asVariation }: OfferPlan): "inventory" | "classic" {
  const clean = unit.sku !== null && habit.sku === "as-in-stock" && !asVariation;
  return clean && random.chance(0.3) ? "inventory" : "classic";
}

function titleOf(random: SeededRandom, unit: ShopUnit, habit: TitleHabit): string {
  if (unit.products.length > 1) return bundleTitle(unit.products);
  const [product] = unit.products;
  if (habit === "no-number") return titleWithoutNumber(random, product, unit.condition);
  if (habit === "wrong-number") return titleWithWrongNumber(random, product, unit.condition);
  return listingTitle(random, product, unit.condition);
}

function skuAsTyped(random: SeededRandom, unit: ShopUnit, { sku }: EbayHabit): string | null {
  if (unit.sku === null) return null;
  const typed: Readonly<Record<EbayHabit["sku"], () => string | null>> = {
    "as-in-stock": () => unit.sku,
    "with-location": () => `${unit.sku} | ${unit.location}`,
    "with-spaces": () => `  ${unit.sku} `,
    "other-case": () => unit.sku?.toLowerCase() ?? null,
    "old-label": () => `OLD${random.digits(4)}`,
    none: () => null,
  };
  return typed[sku]();
}
