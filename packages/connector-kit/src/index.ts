export * from "./auth/index.ts";
export * from "./contract/index.ts";
export * from "./http/index.ts";
export * from "./paging/index.ts";
export * from "./rate-budget/index.ts";
export * from "./security/index.ts";
