import { refusal } from "../ebay-errors.ts";

/** Refuses a call of the Inventory API. */
export const refuse = refusal("API_INVENTORY");

export const INVALID_FIELD = [25709, "Invalid value for {fieldName}"] as const;
export const ITEM_UNKNOWN = [25702, "{skuValue} could not be found or is not available in the system."] as const;
export const OFFER_UNKNOWN = [25713, "This Offer is not available : {additionalInfo}."] as const;
export const INVALID_PAGE = [25706, "You have provided invalid pagination values. {additionalInfo}"] as const;
export const USER_ERROR = [25002, "Any User error. {additionalInfo}"] as const;
