import type { Sandbox } from "@counterfoil/simulators";
import type { DeskTruth } from "../support/desk-truth.ts";
import { type Channel, offeredBy } from "../support/shop-channels.ts";
import type { ListingRow } from "../support/stock-desk.ts";
import type { CountedIn, HeldOrder } from "./desk-reader.ts";
import type { Goods } from "./goods.ts";
import { explainOversold, type Hindrance, type OversoldCause } from "./oversold.ts";
import type { Sale } from "./sales.ts";

/** One thing that the simulators' ledgers and the desk's database must agree on. */
export interface Comparison {
  what: string;
  simulators: string | number;
  desk: string | number;
  /** What does not agree, in words; empty where all does. */
  wrong: string[];
}

export interface Compared {
  sandbox: Sandbox;
  goods: readonly Goods[];
  sales: readonly Sale[];
  orders: readonly HeldOrder[];
  listings: readonly ListingRow[];
  truth: DeskTruth;
  /** Calls that a platform refused because there were too many, by platform. */
  refusals: ReadonlyMap<Channel, readonly string[]>;
  hindrances: readonly Hindrance[];
  /** Units counted in during the run. */
  added: readonly CountedIn[];
}

/** Holds what really happened against what the desk believes. */
export function compare(all: Compared): Comparison[] {
  return [
    ...compareOrders(all),
    compareListings(all),
    compareGoods(all),
    compareOversold(all),
    ...compareCauses(all),
    compareLimits(all),
    ...compareInside(all.truth),
  ];
}

const nameOf = ({ platform, number }: { platform: string; number: string }) => `${platform} ${number}`;

function compareOrders({ sales, orders }: Compared): Comparison[] {
  const held = new Map<string, HeldOrder[]>();
  for (const order of orders) held.set(nameOf(order), [...(held.get(nameOf(order)) ?? []), order]);
  return [...new Set(sales.map(({ platform }) => platform))].sort().map((platform) => {
    const own = sales.filter((sale) => sale.platform === platform);
    const found = own.flatMap((sale) => held.get(nameOf(sale)) ?? []);
    const wrong = own.flatMap((sale) => {
      const copies = held.get(nameOf(sale)) ?? [];
      if (copies.length !== 1) return [`${nameOf(sale)} is held ${copies.length} times`];
      const [{ lines } = { lines: 0 }] = copies;
      return lines === 1 ? [] : [`${nameOf(sale)} has ${lines} lines instead of 1`];
    });
    return { what: `orders of ${platform}`, simulators: own.length, desk: found.length, wrong };
  });
}

/** Linked listings whose marketplace offers another number than the desk's stock allows. */
export function disagreements({ sandbox, listings }: Pick<Compared, "sandbox" | "listings">): string[] {
  return listings.flatMap((listing) => {
    const offered = offeredBy(sandbox, listing);
    const agrees = offered === listing.wanted || (offered === null && listing.wanted === 0);
    const name = `${listing.platform} ${listing.externalId} ${listing.sku}`;
    return agrees ? [] : [`${name}: offers ${offered}, should ${listing.wanted} (${inBrief(listing)})`];
  });
}

/** What the desk believes of a listing, and what became of its last figure. */
function inBrief({ platformQuantity, readAt, task }: ListingRow): string {
  if (task === null) return "no task";
  const { state, cause, attempts, sentAt, settledAt, nextTryAt, note, error } = task;
  const times = Object.entries({ read: readAt, sent: sentAt, settled: settledAt, next: nextTryAt });
  const moments = times.flatMap(([name, at]) => (at === null ? [] : [`${name} ${at.slice(11, 23)}`])).join(", ");
  return `${state}, ${cause}, known ${platformQuantity}, ${attempts} attempts, ${moments}; ${error?.message ?? note ?? ""}`;
}

function compareListings(all: Compared): Comparison {
  const wrong = disagreements(all);
  const desk = all.listings.length;
  return { what: "listings that offer what the stock allows", simulators: desk - wrong.length, desk, wrong };
}

/** An order as the desk holds it. */
function inWords(name: string, { orders }: Pick<Compared, "orders">): string {
  const order = orders.find((one) => nameOf(one) === name);
  if (order === undefined) return `${name} (unknown)`;
  const { status, units, reason, counts } = order;
  return `${name} (${status}, ${units} units, ${reason ?? "waits for nobody"}${counts ? "" : ", another road"})`;
}

/** What is left of goods after all sales; below zero, so many were sold too many. */
function leftOf({ key, offeredAtFirst }: Goods, { sales, added }: Pick<Compared, "sales" | "added">): number {
  const counted = added.filter(({ item }) => key.split(",").includes(item)).reduce((sum, { units }) => sum + units, 0);
  return offeredAtFirst + counted - sales.filter((sale) => sale.goods === key).length;
}

/** First offer, and what the seller counted in, less sales: what the desk computed is not in it. */
function compareGoods(all: Compared): Comparison {
  const { sandbox, goods } = all;
  const wrong = goods.flatMap(({ listings, ...one }) => {
    const left = Math.max(0, leftOf({ listings, ...one }, all));
    const sold = all.sales.filter((sale) => sale.goods === one.key).map((sale) => inWords(nameOf(sale), all));
    return listings.flatMap(({ platform, externalId, sku, ...listing }) => {
      const offered = offeredBy(sandbox, { platform, externalId, sku, ...listing }) ?? 0;
      const name = `${platform} ${externalId} ${sku}`;
      return offered === left
        ? []
        : [`${name}: offers ${offered}, ${left} are left of ${one.offeredAtFirst}: ${sold.join(", ")}`];
    });
  });
  const count = goods.reduce((sum, { listings }) => sum + listings.length, 0);
  return { what: "offers = first offer + counted in − sales", simulators: count, desk: count - wrong.length, wrong };
}

function compareOversold(all: Compared): Comparison {
  const flagged = new Set(all.orders.filter(({ reason }) => reason === "oversold").map(nameOf));
  const each = all.goods.map((goods) => {
    const sales = all.sales.filter((sale) => sale.goods === goods.key).map(nameOf);
    const extra = Math.max(0, -leftOf(goods, all));
    return { sku: goods.listings[0]?.sku, sales, extra, found: sales.filter((name) => flagged.has(name)).length };
  });
  const wrong = each
    .filter(({ extra, found }) => found !== extra)
    .map(
      ({ sku, extra, found, sales }) =>
        `${sku}: ${extra} too many, ${found} flagged of ${sales.map((name) => inWords(name, all)).join(", ")}`,
    );
  const sum = (of: "extra" | "found") => each.reduce((total, one) => total + one[of], 0);
  return { what: "units sold too many, each flagged", simulators: sum("extra"), desk: sum("found"), wrong };
}

const causes: Record<OversoldCause, string> = {
  "same-second": "sold when none was left: two buyers in one second",
  "not-known": "… : the last unit's sale was not read yet",
  "under-way": "… : its withdrawal was under way",
  avoidable: "… : avoidable",
};

function compareCauses(all: Compared): Comparison[] {
  const explained = explainOversold(all);
  return Object.entries(causes).map(([cause, what]) => {
    const own = explained.filter((one) => one.cause === cause);
    const longest = Math.max(0, ...own.map(({ knownFor }) => knownFor)).toFixed(1);
    const wrong = own.map(({ sale, knownFor }) => `${nameOf(sale)}, ${knownFor.toFixed(1)} s after the desk knew`);
    return {
      ...{ what, simulators: own.length, desk: cause === "under-way" ? `at most ${longest} s` : "" },
      wrong: cause === "avoidable" ? wrong : [],
    };
  });
}

function compareLimits({ refusals }: Compared): Comparison {
  const wrong = [...refusals.values()].flat();
  return { what: "calls over a limit", simulators: wrong.length, desk: 0, wrong };
}

function compareInside(truth: DeskTruth): Comparison[] {
  const none = (what: string, count: number): Comparison => ({
    ...{ what, simulators: 0, desk: count },
    wrong: count === 0 ? [] : [`${count} ${what}`],
  });
  return [
    none("lines in no state", truth.linesWithoutState),
    none("lines that hold more units than sold", truth.overservedLines),
    none("items with more claimed than there is", truth.overclaimedItems),
    none("items whose movements do not sum to on-hand", truth.unbalancedItems),
    none("stubs out of their chain", truth.stubsOutOfChain),
  ];
}

/** The comparison as a table for a terminal. */
export function tableOf(rows: readonly Comparison[]): string {
  const cells = rows.map(({ what, simulators, desk, wrong }) => [
    ...[what, String(simulators), String(desk)],
    wrong.length === 0 ? "agrees" : `DIFFERS (${wrong.length})`,
  ]);
  const head = ["what", "simulators", "desk", ""];
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  const wrong = rows.flatMap(({ what, wrong: all }) => all.slice(0, 12).map((text) => `  ${what}: ${text}`));
  return [line(head), rule, ...cells.map(line), ...wrong].join("\n");
}
