import { ConnectorError, type StockChange } from "@counterfoil/connector-kit";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { channelOf, channelOfReference } from "../listings/fulfillment-channel.ts";
import type { FoundListing } from "../listings/listing-reader.ts";
import { isDisabled } from "../listings/map-listing.ts";
import type { StockTask } from "./send-stock.ts";

export const stockOperation = "POST /listings/v3/update/inventory";

/** What is to be sent for a change. Throws where it cannot be right: unknown listing, Flipkart's own stock, no location. */
export function stockTask(change: StockChange, found: FoundListing | undefined, context: FlipkartContext): StockTask {
  const { listing: reference, quantity } = change;
  if (channelOfReference(reference) === "flipkart") throw flipkartsOwn();
  if (found === undefined) {
    throw refusal(
      "not_found",
      `Flipkart has no listing ${reference.externalId} with the SKU ${reference.sku ?? "(none)"}.`,
    );
  }
  const { sku, listing } = found;
  if (channelOf(listing.fulfillment_profile) === "flipkart") throw flipkartsOwn();
  if (!Number.isInteger(quantity) || quantity < 0) {
    throw refusal("invalid_request", "Stock is a whole number, 0 or more.");
  }
  const location = chosenLocation(found, context.credentials.locationId);
  const disabled = isDisabled(location.status);
  return {
    sku,
    productId: listing.product_id,
    locationId: location.id,
    locationStatus: location.status ?? null,
    quantity,
    offers: disabled ? 0 : quantity,
    note: disabled ? "The location is disabled on Flipkart, so nothing is offered there." : null,
  };
}

// Stock is kept at one location: the chosen one, or the only one. Spreading units over several would be a guess.
function chosenLocation({ sku, listing }: FoundListing, locationId: string | undefined) {
  const locations = listing.locations ?? [];
  if (locationId !== undefined)
    return locations.find(({ id }) => id === locationId) ?? { id: locationId, status: null };
  const [only] = locations;
  if (only !== undefined && locations.length === 1) return only;
  const where = locations.length === 0 ? "at no location" : `at ${locations.map(({ id }) => id).join(", ")}`;
  throw refusal(
    "invalid_request",
    `${sku} stands ${where}: enter the location ID whose stock is kept here, in the connection's settings.`,
  );
}

function flipkartsOwn(): ConnectorError {
  return refusal("unsupported", "Flipkart keeps this stock in its own warehouse: it cannot be set from here.");
}

function refusal(code: "not_found" | "invalid_request" | "unsupported", message: string): ConnectorError {
  return new ConnectorError({ code, message, operation: stockOperation });
}
