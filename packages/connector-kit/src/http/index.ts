export * from "./body-decoders.ts";
export * from "./call-limits.ts";
export * from "./encode.ts";
export * from "./http-client.ts";
export * from "./http-types.ts";
export * from "./retry-after.ts";
