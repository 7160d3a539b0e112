import type { CountedIn, HeldOrder } from "./desk-reader.ts";
import type { Goods } from "./goods.ts";
import type { Sale } from "./sales.ts";

/**
 * Why a unit could be sold that was gone. `same-second`: two buyers within a second. `not-known`: by the sales that the desk
 * had read there was one left. `under-way`: there was none, and the withdrawal was on its way. `avoidable`: the desk had
 * known for so long that this platform should not have offered it any more.
 */
export type OversoldCause = "same-second" | "not-known" | "under-way" | "avoidable";

export interface Oversold {
  sale: Sale;
  cause: OversoldCause;
  /** Seconds from when the desk knew that none was left until this sale; 0 where it did not know. */
  knownFor: number;
}

/** Something that hinders withdrawals on one platform, or on all. By this machine's clock, milliseconds. */
export interface Hindrance {
  from: number;
  to: number;
  channel: string | null;
}

/** How long a withdrawal may take where nothing hinders it, milliseconds: limits of platforms and a busy machine included. */
const expectedMs = 20_000;
/** What a killed process had taken waits so long before another one takes it over. */
const leaseMs = 60_000;
/** Whatever happens, a withdrawal that took longer is a fault of the desk's. */
const longestMs = 150_000;

/** Says of each unit that was sold although none was left at that moment why that could happen. */
export function explainOversold({
  goods,
  sales,
  added,
  orders,
  hindrances,
}: {
  goods: readonly Goods[];
  sales: readonly Sale[];
  added: readonly CountedIn[];
  orders: readonly HeldOrder[];
  hindrances: readonly Hindrance[];
}): Oversold[] {
  const readAt = new Map(orders.map(({ platform, number, readAt: at }) => [`${platform} ${number}`, at.getTime()]));
  return goods.flatMap((one) => {
    const restocks = added.filter(({ item }) => one.key.split(",").includes(item));
    return soldWithoutStock(one, { sales, restocks }).map(({ sale, last }) => {
      const known = knownSince(one, { at: sale.at, sales, restocks, readAt });
      const cause = causeOf({ sale, last, known }, hindrances);
      return { sale, cause, knownFor: Math.max(0, sale.at - known) / 1000 };
    });
  });
}

/**
 * Since when the desk knew, at a moment, that none was left: from the sales it had read by then and what was counted in.
 * Infinite where there was one left by what it knew.
 */
function knownSince(
  { key, offeredAtFirst }: Goods,
  told: { at: number; sales: readonly Sale[]; restocks: readonly CountedIn[]; readAt: ReadonlyMap<string, number> },
): number {
  const { at: moment, sales, restocks, readAt } = told;
  const taken = sales
    .filter(({ goods }) => goods === key)
    .map(({ platform, number }) => ({
      at: readAt.get(`${platform} ${number}`) ?? Number.POSITIVE_INFINITY,
      units: -1,
    }));
  const changes = [...taken, ...restocks].filter(({ at }) => at <= moment).sort((a, b) => a.at - b.at);
  let left = offeredAtFirst;
  let since = left > 0 ? Number.POSITIVE_INFINITY : 0;
  for (const { at, units } of changes) {
    const before = left;
    left += units;
    if (left > 0) since = Number.POSITIVE_INFINITY;
    else if (before > 0) since = at;
  }
  return since;
}

/** The sales of goods that came when none was left, each with the sale that had taken the last unit. */
function soldWithoutStock(
  { key, offeredAtFirst }: Goods,
  { sales, restocks }: { sales: readonly Sale[]; restocks: readonly CountedIn[] },
): { sale: Sale; last: Sale }[] {
  let left = offeredAtFirst;
  let counted = 0;
  let last: Sale | null = null;
  const found: { sale: Sale; last: Sale }[] = [];
  for (const sale of sales.filter(({ goods }) => goods === key).sort((a, b) => a.at - b.at)) {
    const until = restocks.filter(({ at }) => at <= sale.at).reduce((sum, { units }) => sum + units, 0);
    left += until - counted - 1;
    counted = until;
    if (left < 0 && last !== null) found.push({ sale, last });
    if (left === 0) last = sale;
  }
  return found;
}

function causeOf(
  { sale, last, known }: { sale: Sale; last: Sale; known: number },
  hindrances: readonly Hindrance[],
): OversoldCause {
  if (sale.at - last.at < 1000) return "same-second";
  if (sale.at <= known) return "not-known";
  const waited = sale.at - known;
  if (waited <= expectedMs) return "under-way";
  const isHindered = hindrances.some(
    ({ from, to, channel }) =>
      (channel === null || channel === sale.platform) &&
      from < sale.at &&
      to + (channel === null ? leaseMs : expectedMs) > known,
  );
  return isHindered && waited <= longestMs ? "under-way" : "avoidable";
}
