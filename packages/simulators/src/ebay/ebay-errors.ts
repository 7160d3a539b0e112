/** One entry of the `errors` array of eBay's REST APIs. */
export interface EbayError {
  errorId: number;
  domain: string;
  category: "REQUEST" | "BUSINESS" | "APPLICATION";
  message: string;
  longMessage?: string;
  parameters?: { name: string; value: string }[];
}

/** Thrown by a route to refuse a call; becomes the HTTP status and the `errors` body. */
export class EbayRefusal extends Error {
  override readonly name = "EbayRefusal";
  readonly status: number;
  readonly errors: EbayError[];

  constructor(status: number, ...errors: EbayError[]) {
    super(errors.map(({ errorId, message }) => `${errorId} ${message}`).join("; "));
    this.status = status;
    this.errors = errors;
  }
}

type Domain = "API_FULFILLMENT" | "API_INVENTORY" | "API_NOTIFICATION" | "API_FEED" | "API_FINANCES" | "API_KEYS";

/** Makes an error entry; `parameters` are what the message speaks of. */
export function ebayError(
  domain: Domain,
  [errorId, message, category = "REQUEST"]: readonly [number, string, EbayError["category"]?],
  parameters: Record<string, string> = {},
): EbayError {
  const filled = Object.entries(parameters).reduce((text, [name, value]) => text.replace(`{${name}}`, value), message);
  const list = Object.entries(parameters).map(([name, value]) => ({ name, value }));
  return {
    errorId,
    domain,
    category,
    message: filled,
    longMessage: filled,
    ...(list.length > 0 && { parameters: list }),
  };
}

/** Refuses a call of one API: `refuse("API_FULFILLMENT")(400, ERROR, { orderId })`. */
export function refusal(domain: Domain) {
  return (
    status: number,
    error: readonly [number, string, EbayError["category"]?],
    parameters: Record<string, string> = {},
  ) => new EbayRefusal(status, ebayError(domain, error, parameters));
}

const access = (status: number, errorId: number, message: string, longMessage: string, domain = "ACCESS") =>
  new EbayRefusal(status, { errorId, domain, category: "REQUEST", message, longMessage });

export const invalidAccessToken = () =>
  access(
    401,
    1001,
    "Invalid access token",
    "Invalid access token. Check the value of the Authorization HTTP request header.",
    "OAuth",
  );
export const missingAccessToken = () =>
  access(
    401,
    1002,
    "Missing access token",
    "Access token is missing in the Authorization HTTP request header.",
    "OAuth",
  );
export const accessDenied = () =>
  access(403, 1100, "Access denied", "Insufficient permissions to fulfill the request.");
export const tooManyRequests = () =>
  access(429, 2001, "Too many requests.", "The request limit has been reached for the resource.");
export const missingSignatureKey = () =>
  access(
    403,
    215001,
    "Missing x-ebay-signature-key header",
    "Missing x-ebay-signature-key header to fulfill the request.",
  );
export const invalidSignature = () =>
  access(403, 215122, "Signature validation failed", "Signature validation failed to fulfill the request.");
