import { amount } from "../amounts.ts";
import type { Offer } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { hrefOf, type UserOperation } from "../rest-operation.ts";
import { INVALID_FIELD, OFFER_UNKNOWN, refuse } from "./inventory-errors.ts";
import { pageNumber, READ_INVENTORY } from "./item-operations.ts";

/** getOffers (by SKU only, as in practice) and getOffer. */
export function offerOperations(world: EbayWorld): UserOperation[] {
  const common = { method: "GET", quota: "sell.inventory", scopes: READ_INVENTORY, token: "user" } as const;
  return [
    {
      ...common,
      operation: "getOffers",
      path: "/sell/inventory/v1/offer",
      handle(c, seller) {
        const { sku, marketplace_id: marketplace, format } = c.req.query();
        if (sku === undefined || sku === "") throw refuse(400, INVALID_FIELD, { fieldName: "sku" });
        const limit = pageNumber(c, "limit", { fallback: 100, min: 1, max: 100 });
        const offset = pageNumber(c, "offset", { fallback: 0, min: 0, max: 1_000_000 });
        const offers = world.offers.where(
          (offer) =>
            offer.username === seller.username &&
            offer.sku === sku &&
            (marketplace === undefined || offer.marketplaceId === marketplace) &&
            (format === undefined || offer.format === format),
        );
        if (offers.length === 0) throw refuse(404, OFFER_UNKNOWN, { additionalInfo: sku });
        const page = offers.slice(offset * limit, (offset + 1) * limit);
        return c.json({
          href: hrefOf(c, { sku, limit, offset }),
          total: offers.length,
          size: page.length,
          limit,
          offers: page.map((offer) => viewOffer(world, offer)),
        });
      },
    },
    {
      ...common,
      operation: "getOffer",
      path: "/sell/inventory/v1/offer/:offerId",
      handle(c, seller) {
        const offer = world.offers.get(c.req.param("offerId") ?? "");
        if (offer === undefined || offer.username !== seller.username) {
          throw refuse(404, OFFER_UNKNOWN, { additionalInfo: c.req.param("offerId") ?? "" });
        }
        return c.json(viewOffer(world, offer));
      },
    },
  ];
}

function viewOffer(world: EbayWorld, offer: Offer) {
  const listing = offer.listingId === null ? undefined : world.listings.get(offer.listingId);
  const { offerId, sku, marketplaceId, format, availableQuantity } = offer;
  const listingStatus = listing && (listing.status === "ENDED" ? "ENDED" : activeStatus(listing.available));
  return {
    offerId,
    sku,
    marketplaceId,
    format,
    ...(availableQuantity !== null && { availableQuantity }),
    pricingSummary: { price: amount(offer.price, offer.currency) },
    listingDuration: "GTC",
    includeCatalogProductDetails: true,
    status: listing?.status === "ACTIVE" ? "PUBLISHED" : "UNPUBLISHED",
    ...(listing !== undefined && {
      listing: { listingId: listing.itemId, listingStatus, soldQuantity: listing.sold, listingOnHold: listing.onHold },
    }),
  };
}

const activeStatus = (available: number) => (available > 0 ? "ACTIVE" : "OUT_OF_STOCK");
