/** Roles of an application in the developer console; they decide which calls and which fields it gets. */
export const roles = {
  inventoryAndOrders: "Inventory and Order Tracking",
  productListing: "Product Listing",
  amazonFulfillment: "Amazon Fulfillment",
  pricing: "Pricing",
  finance: "Finance and Accounting",
  sellingPartnerInsights: "Selling Partner Insights",
  /** Restricted: delivery address and buyer's e-mail. */
  directToConsumerDelivery: "Direct-to-Consumer Delivery (Restricted)",
  /** Restricted: buyer's name and tax data. */
  taxInvoicing: "Tax Invoicing (Restricted)",
  taxRemittance: "Tax Remittance (Restricted)",
} as const;

export const allRoles: readonly string[] = Object.values(roles);

/** Any of these lets an application read orders. */
export const orderRoles: readonly string[] = [
  roles.inventoryAndOrders,
  roles.productListing,
  roles.amazonFulfillment,
  roles.pricing,
  roles.finance,
  roles.directToConsumerDelivery,
];
export const shippingRoles: readonly string[] = [roles.inventoryAndOrders, roles.directToConsumerDelivery];
export const listingRoles: readonly string[] = [roles.productListing];
export const stockRoles: readonly string[] = [roles.inventoryAndOrders, roles.productListing, roles.amazonFulfillment];
export const labelRoles: readonly string[] = [roles.directToConsumerDelivery];
/** Names and tax data of buyers. */
export const buyerNameRoles: readonly string[] = [roles.taxInvoicing, roles.taxRemittance];
