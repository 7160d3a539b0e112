export * from "./claim-states.ts";
export * from "./movements.ts";
export * from "./status-after.ts";
export * from "./stock-book.ts";
