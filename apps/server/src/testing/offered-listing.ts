import type { Listing } from "@counterfoil/core/model";

/** A listing with ordinary values for all that is not given; its SKU is `S-` and its number unless another is given. */
export function offeredListing(
  platform: string,
  externalId: string,
  {
    sku = `S-${externalId}`,
    variationId = null,
    ...change
  }: Partial<Listing> & {
    sku?: string | null;
    variationId?: string | null;
  } = {},
): Listing {
  return {
    ...{ platform, reference: { externalId, variationId, sku, platformData: {} } },
    ...{ title: `Listing ${externalId}`, status: "active", quantity: 1, price: { minor: 500, currency: "GBP" } },
    ...{ condition: null, identifiers: [], variation: [], location: null, url: null, imageUrl: null, raw: {} },
    ...change,
  };
}
