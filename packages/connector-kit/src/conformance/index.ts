export type * from "./conformance-driver.ts";
