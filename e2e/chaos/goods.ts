import type { Sandbox } from "@counterfoil/simulators";
import { type Channel, type DeskListing, offeredBy } from "../support/shop-channels.ts";
import type { DeskReader } from "./desk-reader.ts";

/** Goods: the listings behind which the same units stand. */
export interface Goods {
  key: string;
  listings: ChaosListing[];
  /** What every listing offered before the first buyer came. */
  offeredAtFirst: number;
}

export interface ChaosListing extends DeskListing {
  id: string;
  platform: Channel;
}

/**
 * The goods whose listings on `channels` all offer the same number and can be bought one by one. Units that stand behind listings of
 * different goods (a bundle and its parts) are left to the comparison of listings with the desk.
 */
export async function readGoods(sandbox: Sandbox, desk: DeskReader, channels: readonly Channel[]): Promise<Goods[]> {
  const groups = new Map<string, ChaosListing[]>();
  const goodsOfItem = new Map<string, Set<string>>();
  for (const { items, ...listing } of await desk.listings()) {
    const key = items.join();
    groups.set(key, [...(groups.get(key) ?? []), listing]);
    for (const item of items) goodsOfItem.set(item, (goodsOfItem.get(item) ?? new Set()).add(key));
  }
  return [...groups].flatMap(([key, all]) => {
    const listings = all.filter(({ platform }) => channels.includes(platform));
    const isApart = key.split(",").every((item) => goodsOfItem.get(item)?.size === 1);
    const offered = listings.map((listing) => offeredBy(sandbox, listing) ?? 0);
    const [offeredAtFirst = 0] = offered;
    const isPlain = listings.every(({ platform, variationId }) => platform !== "ebay" || variationId === null);
    const isEqual = offered.every((quantity) => quantity === offeredAtFirst);
    return isApart && isPlain && isEqual && offeredAtFirst > 0 ? [{ key, listings, offeredAtFirst }] : [];
  });
}
