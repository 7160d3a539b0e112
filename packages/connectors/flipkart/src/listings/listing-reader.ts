import { batches, jsonBody, type PageProblem } from "@counterfoil/connector-kit";
import { type FlipkartCall, type FlipkartClient, idList } from "../flipkart-client.ts";
import { listingSchema, listingsBySkuSchema, type WireListing } from "../flipkart-schemas.ts";

/** A listing as Flipkart has it now. */
export interface FoundListing {
  sku: string;
  listing: WireListing;
  raw: unknown;
}

export interface ListingsRead {
  found: FoundListing[];
  problems: PageProblem[];
}

/** No more SKUs in one call: Flipkart names no limit for reading, and this is the one for writing. */
export const maxSkus = 10;

/** Listings by SKU. One that Flipkart does not know is absent; one that cannot be read, or asked for, is a problem. */
export async function readListings(
  client: FlipkartClient,
  skus: readonly string[],
  call: FlipkartCall,
): Promise<ListingsRead> {
  const result: ListingsRead = { found: [], problems: [] };
  const wanted = [...new Set(skus)];
  for (const sku of wanted.filter(hasComma)) {
    const message = `Flipkart cannot be asked for the SKU ${sku}: it has a comma, which separates SKUs.`;
    result.problems.push({ externalId: sku, message, raw: sku });
  }
  for (const some of batches(
    wanted.filter((sku) => !hasComma(sku)),
    maxSkus,
  )) {
    const { data } = await client.send(
      {
        operation: "GET /listings/v3/{skuIds}",
        path: `/listings/v3/${idList(some)}`,
        decode: jsonBody(listingsBySkuSchema),
      },
      call,
    );
    for (const [sku, raw] of Object.entries(data.available ?? {})) {
      const listing = listingSchema.safeParse(raw);
      if (listing.success) result.found.push({ sku, listing: listing.data, raw });
      else result.problems.push({ externalId: sku, message: complaint(listing.error.issues), raw });
    }
  }
  return result;
}

/** A SKU with a comma cannot be told from two. */
export function hasComma(sku: string): boolean {
  return sku.includes(",");
}

function complaint(issues: readonly { path: readonly PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `${path.map(String).join(".") || "listing"}: ${message}`).join("; ");
}
