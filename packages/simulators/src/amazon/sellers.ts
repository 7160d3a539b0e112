import type { Seller } from "./amazon-entities.ts";
import type { AmazonWorld } from "./amazon-world.ts";

/** The seller of that id, or the first one. */
export function sellerNamed(world: AmazonWorld, sellerId: string | undefined): Seller {
  const seller = sellerId === undefined ? world.sellers.all()[0] : world.sellers.get(sellerId);
  if (seller === undefined) throw new Error(`The simulated Amazon has no seller ${sellerId ?? ""}`);
  return seller;
}

/** The marketplace a seller calls home. */
export function homeMarketplace(seller: Seller): string {
  const [home] = seller.marketplaces;
  if (home === undefined) throw new Error(`Seller ${seller.sellerId} sells in no marketplace`);
  return home.marketplaceId;
}
