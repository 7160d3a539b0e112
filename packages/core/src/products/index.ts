export * from "./compose-product.ts";
export * from "./place-listing.ts";
export * from "./word-mapping.ts";
