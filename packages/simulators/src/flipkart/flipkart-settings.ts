/** How this Flipkart behaves where the documents leave a choice or production has habits. Set by the act `setBehaviour`. */
export interface FlipkartBehaviour {
  /** Life of access tokens in seconds; 60 days. */
  accessTokenSeconds: number;
  /** Life of refresh tokens in seconds; 180 days. */
  refreshTokenSeconds: number;
  /** Client credentials give the token that is still good once more, with fewer seconds. */
  sameToken: boolean;
  /** How long packing takes. */
  packingSeconds: number;
  /** Chance that packing ends in FORM_FAILED, drawn from the seed. */
  formFailureChance: number;
  /** Quantities as `1.0`. */
  floatQuantities: boolean;
  /** SKUs in orders as `&quot;SKU&quot;`. */
  quotedSkus: boolean;
  /** Leaves the HSN of order items out. */
  nullHsn: boolean;
  /** Spelling in addresses. */
  pinCodeKey: "pinCode" | "pincode";
  /** Where the outcome of a dispatched or packed item stands. */
  dispatchStatusKey: "status" | "processingStatus";
  /** Whether the courier stands on the shipment or on its parts. */
  courierAt: "subShipment" | "shipment";
  invoiceFormat: "pdf" | "json";
  /** Which date a notification's signature is over, and what X_Date then says. */
  notificationDate: "http" | "epoch";
  /** Whether `GET /locations/allLocations` exists. */
  hasLocationsCall: boolean;
  /** Whether a stock update must carry each location's status. */
  needsLocationStatus: boolean;
  /** Whether self-ship dispatch must carry `deliveryPartnerCode`. */
  needsPartnerCode: boolean;
  /** Listings a page. */
  listingsPageSize: number;
}

export const defaultBehaviour: FlipkartBehaviour = {
  accessTokenSeconds: 5_184_000,
  refreshTokenSeconds: 15_552_000,
  sameToken: true,
  packingSeconds: 8,
  formFailureChance: 0,
  floatQuantities: false,
  quotedSkus: false,
  nullHsn: false,
  pinCodeKey: "pinCode",
  dispatchStatusKey: "processingStatus",
  courierAt: "subShipment",
  invoiceFormat: "pdf",
  notificationDate: "http",
  hasLocationsCall: true,
  needsLocationStatus: false,
  needsPartnerCode: false,
  listingsPageSize: 500,
};
