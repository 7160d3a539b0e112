export * from "./order-workflow.ts";
