import type { SeededRandom } from "../kit/index.ts";
import { minifigures, parts } from "./minifigures-and-parts.ts";
import { sets } from "./sets.ts";
import type { ShopCondition, ShopProduct, ShopUnit, ShopUnitStatus } from "./shop-types.ts";
import { createSkuMaker, type SkuMaker } from "./skus.ts";
import { plainNumber, stockTitle } from "./titles.ts";

const DAY = 86_400_000;
/** Stock older than this was on the shelf before the first order of the demo. */
export const OLD_STOCK_DAYS = 75;

const EQUAL_PAIRS = 6;
const NEVER_STOCKED = 4;
const ONLY_ON_THE_WAY = 4;
const ONLY_SOLD_LONG_AGO = 4;
const UNITS_WITHOUT_SKU = 9;
const BUNDLES = 2;

interface UnitPlan {
  products: readonly [ShopProduct, ...ShopProduct[]];
  condition: ShopCondition;
  ageDays: number;
  quantity?: number;
  /** Left out: a fresh one; null: the seller never wrote one. */
  sku?: string | null;
  status?: ShopUnitStatus;
}

interface StockMaker {
  readonly random: SeededRandom;
  readonly anchor: number;
  readonly skus: SkuMaker;
  readonly units: ShopUnit[];
}

/** The shelves of the demo shop: one row a unit or lot, before anybody says where it is for sale. */
export function makeUnits(random: SeededRandom, anchor: number): ShopUnit[] {
  const maker: StockMaker = { random, anchor, skus: createSkuMaker(random), units: [] };
  const traded = random.shuffle(sets).slice(NEVER_STOCKED);
  const onTheWay = traded.splice(0, ONLY_ON_THE_WAY);
  const soldOut = traded.splice(0, ONLY_SOLD_LONG_AGO);
  const [pairs, singles] = splitAt(traded, EQUAL_PAIRS);
  for (const product of pairs) addEqualPair(maker, product);
  const [unlabelled, labelled] = splitAt(singles, UNITS_WITHOUT_SKU);
  for (const product of unlabelled) add(maker, { products: [product], ...look(maker, product), sku: null });
  for (const product of labelled) addCopies(maker, product);
  for (const product of minifigures) addMinifigure(maker, product);
  for (const product of parts) addPartLot(maker, product);
  addBundles(maker);
  addUnmatchable(maker, "not_received", [...onTheWay, ...random.shuffle(singles).slice(0, 5)]);
  addUnmatchable(maker, "sold", [...soldOut, ...random.shuffle(singles).slice(0, 10)]);
  addUnmatchable(maker, "returned", random.shuffle(singles).slice(0, 3));
  return maker.units;
}

function addEqualPair(maker: StockMaker, product: ShopProduct) {
  const first = add(maker, { products: [product], condition: "new", ageDays: maker.random.integer(380, 600) });
  add(maker, { products: [product], condition: "new", ageDays: maker.random.integer(90, 300), sku: first.sku });
}

function addCopies(maker: StockMaker, product: ShopProduct) {
  const { random } = maker;
  const small = (product.pieces ?? 0) < 320;
  if (small && random.chance(0.45)) {
    add(maker, {
      products: [product],
      condition: "new",
      ageDays: oldStock(random),
      quantity: random.integer(3, 6),
    });
    return;
  }
  const copies = random.pick([1, 1, 1, 1, 1, 2, 2, 2, 3]);
  for (let copy = 0; copy < copies; copy += 1) add(maker, { products: [product], ...look(maker, product) });
}

function addMinifigure(maker: StockMaker, product: ShopProduct) {
  const { random } = maker;
  const condition = random.chance(0.6) ? "used" : "new";
  add(maker, { products: [product], condition, ageDays: oldStock(random), quantity: random.integer(1, 3) });
}

function addPartLot(maker: StockMaker, product: ShopProduct) {
  const { random } = maker;
  add(maker, {
    products: [product],
    condition: "used",
    ageDays: oldStock(random),
    quantity: random.integer(4, 30) * 10,
  });
}

function addBundles(maker: StockMaker) {
  const small = maker.random.shuffle(sets.filter(({ theme }) => theme === "Speed Champions" || theme === "VIDIYO"));
  for (let at = 0; at < BUNDLES; at += 1) {
    const [first, ...others] = small.splice(0, 3);
    if (first === undefined) return;
    const products = [first, ...others] as const;
    add(maker, { products, condition: "used", ageDays: oldStock(maker.random), sku: maker.skus.bundle() });
  }
}

// Rows no order may take: on the way, sold long ago, come back and not yet looked at.
function addUnmatchable(maker: StockMaker, status: ShopUnitStatus, products: readonly ShopProduct[]) {
  const { random } = maker;
  for (const product of products) {
    const ageDays = status === "not_received" ? random.integer(1, 9) : random.integer(120, 640);
    add(maker, { products: [product], condition: conditionOf(random, product), ageDays, status });
  }
}

function look({ random }: StockMaker, product: ShopProduct): { condition: ShopCondition; ageDays: number } {
  const ageDays = random.chance(0.22) ? random.integer(3, OLD_STOCK_DAYS - 1) : oldStock(random);
  return { condition: conditionOf(random, product), ageDays };
}

function oldStock(random: SeededRandom): number {
  return random.integer(OLD_STOCK_DAYS, 700);
}

function conditionOf(random: SeededRandom, product: ShopProduct): ShopCondition {
  const used = (product.year ?? 2020) < 2015 ? 0.8 : 0.25;
  if (random.chance(used)) return "used";
  return random.chance(0.07) ? "new_other" : "new";
}

function add(maker: StockMaker, plan: UnitPlan): ShopUnit {
  const { random, anchor } = maker;
  const { products, condition, ageDays, quantity = 1, status = "in_stock" } = plan;
  const askingPrice = products.reduce((sum, product) => sum + priceOf(random, product, condition), 0);
  const acquired = new Date(anchor - ageDays * DAY);
  acquired.setUTCHours(random.integer(8, 19), random.integer(0, 59), 0, 0);
  const unit: ShopUnit = {
    id: `unit-${String(maker.units.length + 1).padStart(4, "0")}`,
    sku: plan.sku === undefined ? maker.skus.next(products[0], condition, ageDays) : plan.sku,
    products,
    title: products.length === 1 ? stockTitle(products[0]) : bundleStockTitle(products),
    condition,
    quantity,
    location: status === "not_received" ? null : locationOf(random),
    unitCost: Math.round(askingPrice * (0.35 + random.next() * 0.3)),
    askingPrice,
    acquiredAt: acquired.toISOString(),
    status,
    note: condition === "new_other" ? "Box damaged" : null,
  };
  maker.units.push(unit);
  return unit;
}

function bundleStockTitle(products: readonly ShopProduct[]): string {
  return `LEGO ${products[0]?.theme ?? ""} bundle ${products.map(plainNumber).join(" + ")}`;
}

function locationOf(random: SeededRandom): string | null {
  if (random.chance(0.03)) return null;
  const room = random.pick(["Loft", "Loft", "Loft", "Garage", "Garage", "Spare room"]);
  if (room === "Loft") return `Loft - S${random.integer(1, 80)}`;
  if (room === "Garage") return `Garage - E${random.integer(1, 12)}`;
  return `Spare room - B${String(random.integer(1, 9)).padStart(2, "0")}`;
}

// Pence. Old sets are dearer by the year, used ones cheaper; prices end in 49, 95 or 99 as sellers' do.
function priceOf(random: SeededRandom, product: ShopProduct, condition: ShopCondition): number {
  if (product.kind === "part") return random.integer(4, 35);
  const age = Math.max(0, 2022 - (product.year ?? 2022));
  const worth = product.kind === "minifigure" ? 3 + age * 1.4 : (6 + (product.pieces ?? 50) * 0.085) * (1 + age * 0.06);
  const kept = condition === "used" ? 0.62 : condition === "new_other" ? 0.9 : 1;
  const pounds = Math.max(3, Math.round(worth * kept * (0.9 + random.next() * 0.25)));
  return (pounds - 1) * 100 + random.pick([49, 95, 99]);
}

function splitAt<T>(items: readonly T[], at: number): [T[], T[]] {
  return [items.slice(0, at), items.slice(at)];
}
