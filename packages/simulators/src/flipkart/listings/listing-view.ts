import type { Listing } from "../flipkart-entities.ts";

/** A listing as `GET /listings/v3/{skuIds}` shows it: snake case, prices in whole rupees. */
export function listingView(listing: Listing) {
  return {
    listing_id: listing.listingId,
    product_id: listing.productId,
    product_title: listing.title,
    product_url: `https://www.flipkart.com/product/p/itme?pid=${listing.productId}`,
    price: { mrp: listing.mrp, selling_price: listing.sellingPrice, currency: "INR" },
    tax: { hsn: listing.hsn, tax_code: listing.taxCode },
    listing_status: listing.status,
    shipping_fees: { local: 0, zonal: 0, national: 0, currency: "INR" },
    marketplace: "FLIPKART",
    fulfillment_profile: listing.fulfillmentProfile,
    fulfillment: { dispatch_sla: 2, shipping_provider: "FLIPKART", procurement_type: "REGULAR" },
    packages: [{ id: "PKG1", name: "Parcel", dimensions: { length: 30, breadth: 20, height: 10, weight: 1 } }],
    locations: listing.locations.map(({ id, status, inventory, pendingInventory }) => ({
      id,
      status,
      inventory,
      pending_inventory: pendingInventory,
    })),
    archived_status: listing.archived ? "ARCHIVED" : "NONE",
  };
}
