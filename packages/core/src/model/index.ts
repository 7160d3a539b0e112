export * from "./bank.ts";
export * from "./finance.ts";
export * from "./identity.ts";
export * from "./inventory-item.ts";
export * from "./listing.ts";
export * from "./money.ts";
export * from "./order.ts";
