import type { ListingReference } from "@counterfoil/core/model";

/** Whose shelf a listing's stock stands on, by the profile that Flipkart gives it. */
export type FulfillmentChannel = "seller" | "flipkart" | "both";

/** Profiles of Flipkart's own warehouses; those that join two name the seller's too. */
export function channelOf(profile: string | null | undefined): FulfillmentChannel {
  const name = (profile ?? "").toUpperCase();
  if (name.includes("_AND_")) return "both";
  return ["FBF", "FBF_LITE", "FLIPKART_FULFILMENT", "SMART_FULFILMENT"].includes(name) ? "flipkart" : "seller";
}

/** The same of a reference, as far as it is known. */
export function channelOfReference(reference: ListingReference): FulfillmentChannel {
  return channelOf(reference.platformData["fulfillmentProfile"]);
}
