export { platformOfPayer } from "./payout-payers.ts";
export * from "./payout-types.ts";
export { reconcilePayouts } from "./reconcile-payouts.ts";
export * from "./share-order-figures.ts";
export * from "./share-order-funds.ts";
export * from "./unit-profit.ts";
