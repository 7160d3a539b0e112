export * from "./redact.ts";
export * from "./signatures.ts";
