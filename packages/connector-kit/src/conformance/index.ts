export type * from "./conformance-driver.ts";
export { describeConnectorConformance } from "./describe-connector-conformance.ts";
