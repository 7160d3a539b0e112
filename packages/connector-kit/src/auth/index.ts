export * from "./authorized.ts";
export * from "./memory-token-store.ts";
export * from "./oauth1.ts";
export * from "./oauth2.ts";
