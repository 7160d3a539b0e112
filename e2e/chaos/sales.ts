import type { Sandbox } from "@counterfoil/simulators";
import { ActRefused } from "@counterfoil/simulators/kit";
import { buyOne, type Channel, offeredBy } from "../support/shop-channels.ts";
import type { ChaosListing, Goods } from "./goods.ts";

/** A sale as its marketplace made it. */
export interface Sale {
  platform: Channel;
  number: string;
  goods: string;
  /** By this machine's clock, milliseconds. */
  at: number;
}

/**
 * Lets `count` people buy one unit each of goods that are on offer, each on another marketplace as far as there are
 * enough. `pick`, from 0 to 1, chooses the goods.
 */
export function sell(
  sandbox: Sandbox,
  goods: readonly Goods[],
  { count, pick }: { count: number; pick: number },
): Sale[] {
  const onSale = (listing: ChaosListing) => (offeredBy(sandbox, listing) ?? 0) > 0;
  const choices = goods.flatMap((one) => {
    const listings = one.listings.filter(onSale);
    return new Set(listings.map(({ platform }) => platform)).size >= Math.min(count, 2) ? [{ one, listings }] : [];
  });
  const chosen = choices[Math.floor(pick * choices.length)];
  if (chosen === undefined) return [];
  const start = Math.floor(pick * 7919);
  return Array.from({ length: count }, (_, index) => chosen.listings[(start + index) % chosen.listings.length]).flatMap(
    (listing) => (listing === undefined ? [] : buy(sandbox, listing, chosen.one.key)),
  );
}

function buy(sandbox: Sandbox, listing: ChaosListing, goods: string): Sale[] {
  try {
    return [{ platform: listing.platform, number: buyOne(sandbox, listing), goods, at: Date.now() }];
  } catch (error) {
    // The buyer before took the last one.
    if (error instanceof ActRefused) return [];
    throw error;
  }
}
