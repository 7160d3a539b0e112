import { refusal } from "../ebay-errors.ts";

/** Refuses a call of the Notification API. */
export const refuse = refusal("API_NOTIFICATION");

export const CONFIG_MISSING = [
  195003,
  "Please provide configurations required for notifications. Refer to /config",
] as const;
export const SUBSCRIPTION_UNKNOWN = [195013, "The subscription id does not exist."] as const;
export const DESTINATION_UNKNOWN = [195022, "Invalid or missing destination id."] as const;
