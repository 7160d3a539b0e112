export * from "./connector.ts";
export * from "./connector-error.ts";
export * from "./documents.ts";
export * from "./manifest.ts";
export * from "./products.ts";
export * from "./rate-budget.ts";
export * from "./token-store.ts";
export * from "./webhook.ts";
