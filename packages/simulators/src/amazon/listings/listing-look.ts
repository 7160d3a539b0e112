import type { Seller } from "../amazon-entities.ts";
import { invalidInput } from "../amazon-errors.ts";
import { type ApiContext, listParameter } from "../operation.ts";
import { requireMarketplaces } from "../orders/order-query.ts";
import { includable } from "./listing-view.ts";

/** Marketplaces asked for; at least one is wanted. */
export function placesOf(c: ApiContext, seller: Seller): readonly string[] {
  const ids = listParameter(c, "marketplaceIds");
  if (ids.length === 0) throw invalidInput("Invalid Input", "marketplaceIds is required");
  return requireMarketplaces(seller, ids);
}

/** Marketplaces and parts asked for, checked. */
export function lookOf(c: ApiContext, seller: Seller) {
  const marketplaceIds = placesOf(c, seller);
  const named = listParameter(c, "includedData");
  const foreign = named.find((part) => !includable.some((known) => known === part));
  if (foreign !== undefined) throw invalidInput("Invalid Input", `${foreign} is no value of includedData`);
  return { marketplaceIds, included: named.length > 0 ? named : ["summaries"] };
}
