export * from "./cursor.ts";
export * from "./next-position.ts";
export * from "./read-pages.ts";
export * from "./read-records.ts";
