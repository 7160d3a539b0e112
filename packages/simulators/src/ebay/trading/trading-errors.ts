import { element } from "./xml.ts";

/** An entry of `Errors` in a Trading reply. */
export interface TradingError {
  code: string;
  short: string;
  long: string;
  classification: "RequestError" | "SystemError";
  severity: "Error" | "Warning";
  parameters: readonly string[];
}

/** Thrown by a call to answer `Ack` Failure. */
export class TradingRefusal extends Error {
  override readonly name = "TradingRefusal";
  readonly error: TradingError;
  constructor(error: TradingError) {
    super(`${error.code} ${error.long}`);
    this.error = error;
  }
}

const requestError = (code: number, short: string, long = short, ...parameters: string[]): TradingError => ({
  code: String(code),
  short,
  long,
  classification: "RequestError",
  severity: "Error",
  parameters,
});

/** Errors of the Trading API by what went wrong. */
export const tradingErrors = {
  unsupportedCall: (call: string) =>
    requestError(2, "Unsupported API call.", `The API call "${call}" is invalid or not supported.`, call),
  parse: () => requestError(5, "XML Parse error.", 'XML Error Text: "The request is not well-formed.".'),
  header: (name: string) =>
    requestError(10012, "Invalid value for header.", `Invalid value for header "${name}".`, name),
  tokenMissing: () => requestError(930, "Auth token is missing.", "No token was specified in the request."),
  tokenInvalid: () => requestError(21916984, "Invalid IAF token.", "IAF token supplied is invalid."),
  tokenExpired: () => requestError(21917053, "IAF token supplied is expired."),
  usageLimit: () =>
    requestError(518, "Call usage limit has been reached.", "Your application has exceeded usage limit on this call."),
  input: (tag: string, why = "is invalid or missing") =>
    requestError(
      37,
      "Input data is invalid.",
      `Input data for tag <${tag}> ${why}. Please check API documentation.`,
      tag,
    ),
  itemUnknown: (itemId: string) =>
    requestError(
      17,
      "Item cannot be accessed.",
      "This item cannot be accessed because the listing has been deleted or you are not the seller.",
      itemId,
    ),
  itemEnded: (itemId: string) =>
    requestError(
      21916750,
      "FixedPrice item ended.",
      `You are not allowed to revise an ended item "${itemId}".`,
      itemId,
    ),
  alreadyClosed: (itemId: string) =>
    requestError(1047, "The auction has already been closed.", "The auction has already been closed.", itemId),
  inventoryManaged: (itemId: string) =>
    requestError(
      21919474,
      "Inventory-based listing management is not currently supported by this tool.",
      "Inventory-based listing management is not currently supported by this tool. Please refer to the tool used to create this listing.",
      itemId,
    ),
  quantityZero: () =>
    requestError(515, "The quantity is invalid.", "The quantity must be a valid number greater than 0."),
  tooManyRevisions: (itemId: string) =>
    requestError(240, "The item cannot be listed or modified.", "The listing was revised too often today.", itemId),
  system: (): TradingError => ({
    ...requestError(10007, "Internal error to the application.", "Internal error to the application."),
    classification: "SystemError",
  }),
};

export function viewTradingError({ code, short, long, severity, classification, parameters }: TradingError) {
  return element("Errors", [
    element("ShortMessage", short),
    element("LongMessage", long),
    element("ErrorCode", code),
    element("SeverityCode", severity),
    ...parameters.map((value, index) =>
      element("ErrorParameters", element("Value", value), { ParamID: String(index) }),
    ),
    element("ErrorClassification", classification),
  ]);
}
