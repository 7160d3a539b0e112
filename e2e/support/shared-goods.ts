import type { Sandbox } from "@counterfoil/simulators";
import type { DeskUser } from "./desk-set-up.ts";
import { canBuy, offeredBy } from "./shop-channels.ts";
import { type ListingRow, linkedListings } from "./stock-desk.ts";

/** Goods that several platforms offer: the listings behind which the same units stand. */
export interface SharedGoods {
  /**
   * Goods that every platform they are on still offers, with what is known of their listings now. Each goods are given out
   * once: a platform may show a sale late, and then a second buyer cannot be helped. Throws when none is left.
   */
  take(isWanted: (group: readonly ListingRow[]) => boolean): Promise<ListingRow[]>;
}

/** Finds the goods that several platforms offer, as far as their listings are linked. */
export async function findSharedGoods(sandbox: Sandbox, user: () => DeskUser): Promise<SharedGoods> {
  const groups = await readGroups(user());
  return {
    take: async (isWanted) => {
      const rows = new Map((await linkedListings(user())).map((listing) => [listing.id, listing]));
      for (const [index, ids] of groups.entries()) {
        const group = ids.flatMap((id) => rows.get(id) ?? []);
        const isForSale = group.every((listing) => isPlainAndForSale(sandbox, listing));
        if (!isForSale || !isWanted(group)) continue;
        groups.splice(index, 1);
        return group;
      }
      throw new Error("no such goods are left to sell");
    },
  };
}

const readAtOnce = 40;

async function readGroups(user: DeskUser): Promise<string[][]> {
  const groups = new Map<string, ListingRow[]>();
  const listings = await linkedListings(user);
  for (let start = 0; start < listings.length; start += readAtOnce) {
    const some = listings.slice(start, start + readAtOnce);
    const details = await Promise.all(some.map(({ id }) => user.client.listings.get.query({ id })));
    for (const [index, listing] of some.entries()) {
      const ids = details[index]?.items.map(({ inventoryItemId }) => inventoryItemId) ?? [];
      const key = ids.sort().join();
      groups.set(key, [...(groups.get(key) ?? []), listing]);
    }
  }
  const inSeveral = [...groups.values()].filter((group) => new Set(group.map(({ platform }) => platform)).size > 1);
  return inSeveral.map((group) => group.map(({ id }) => id));
}

/** What nobody can buy on one platform is left alone: any of the group may be the one that is sold. */
function isPlainAndForSale(sandbox: Sandbox, listing: ListingRow): boolean {
  return (listing.wanted ?? 0) > 0 && (offeredBy(sandbox, listing) ?? 0) > 0 && canBuy(sandbox, listing);
}
