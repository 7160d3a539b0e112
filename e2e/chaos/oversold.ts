import type { HeldOrder } from "./desk-reader.ts";
import type { Goods } from "./goods.ts";
import type { Sale } from "./sales.ts";

/**
 * Why a unit could be sold that was gone. `same-second`: two buyers within a second. `not-known`: the desk had not read the
 * sale of the last unit yet. `under-way`: it had, and the withdrawal was on its way. `avoidable`: the desk had known for so
 * long that this platform should not have offered it any more.
 */
export type OversoldCause = "same-second" | "not-known" | "under-way" | "avoidable";

export interface Oversold {
  sale: Sale;
  cause: OversoldCause;
  /** Seconds from when the desk read the last unit's sale until this one; 0 where it had not. */
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

/** The goods that were sold more often than there were units, with their sales in order. */
export function oversoldGoods(
  goods: readonly Goods[],
  sales: readonly Sale[],
): { goods: Goods; sales: Sale[]; extra: number }[] {
  return goods.flatMap((one) => {
    const own = sales.filter((sale) => sale.goods === one.key).sort((a, b) => a.at - b.at);
    const extra = own.length - one.offeredAtFirst;
    return extra > 0 ? [{ goods: one, sales: own, extra }] : [];
  });
}

/** Says of each unit sold too many why that could happen. */
export function explainOversold(
  found: ReturnType<typeof oversoldGoods>,
  { orders, hindrances }: { orders: readonly HeldOrder[]; hindrances: readonly Hindrance[] },
): Oversold[] {
  const readAt = new Map(orders.map(({ platform, number, readAt: at }) => [`${platform} ${number}`, at.getTime()]));
  return found.flatMap(({ goods, sales }) => {
    const last = sales[goods.offeredAtFirst - 1];
    if (last === undefined) return [];
    const known = readAt.get(`${last.platform} ${last.number}`) ?? Number.POSITIVE_INFINITY;
    return sales.slice(goods.offeredAtFirst).map((sale) => ({
      ...{ sale, knownFor: Math.max(0, sale.at - known) / 1000 },
      cause: causeOf({ sale, last, known }, hindrances),
    }));
  });
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
