export { type Carrier, carriers, findCarrier, simplifyCarrier } from "./carriers.ts";
export * from "./check-parcel.ts";
export * from "./notice-template.ts";
export * from "./order-rules.ts";
export * from "./order-workflow.ts";
export * from "./pick-location.ts";
export * from "./platform-carrier.ts";
export { checkTrackingNumber, guessCarrier, plainTrackingNumber, type TrackingVerdict } from "./tracking-number.ts";
