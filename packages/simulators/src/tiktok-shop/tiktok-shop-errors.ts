/** Thrown by a route to refuse a call; becomes the HTTP status and the envelope. */
export class TiktokShopRefusal extends Error {
  override readonly name = "TiktokShopRefusal";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const refuse = (status: number, code: number, message: string) => new TiktokShopRefusal(status, code, message);

/** The overloaded code: what is wrong is only in the message. */
export const badParameter = (message: string, status = 400) => refuse(status, 36009004, message);
export const missingParameter = (name: string) => badParameter(`Invalid request. The param ${name} is missing.`);

export const unknownPath = () => refuse(404, 36009009, "Invalid path. The requested path does not exist.");
export const wrongMethod = () =>
  refuse(405, 36009010, "Invalid method. The HTTP method is not supported by this path.");
export const retiredVersion = () =>
  refuse(400, 36009014, "Invalid API version. The `version` value is invalid or unsupported.");
export const malformedBody = () => refuse(400, 36009022, "Invalid request body. The body is not valid JSON.");

export const unknownApp = () => badParameter("Invalid credentials. Invalid `app_key` query parameter.");
export const tooOld = () =>
  badParameter(
    "Invalid timestamp. The value of the `timestamp` query parameter must not be earlier than 5 minutes before the current time.",
  );
export const tooNew = () =>
  badParameter(
    "Invalid timestamp. The value of the `timestamp` query parameter must not be more than 30 seconds after the current time.",
  );
export const unsigned = () =>
  badParameter("Missing credentials. The request does not include a required signature in the query.", 401);
export const wrongSignature = () => refuse(401, 106001, "Invalid credentials. The 'sign' query parameter is invalid.");
export const noToken = () => badParameter("Invalid credentials. The `x-tts-access-token` header is invalid.", 401);
export const unknownToken = () =>
  refuse(401, 105001, "Invalid credentials. The access_token or x-tts-access-token header is invalid.");
export const expiredToken = () =>
  refuse(401, 105002, "Expired credentials. The access_token or x-tts-access-token header has expired.");
export const wrongKindOfToken = () =>
  refuse(401, 105003, "Invalid credentials. This access token is of a user type that cannot call this endpoint.");
export const scopeMissing = () =>
  refuse(
    403,
    105005,
    "Access denied. This app has not been granted any access scope required by this endpoint. You should apply auth pkg for this api.",
  );
export const noCipher = () => refuse(400, 106013, "Missing identifier. The `shop_cipher` query parameter is required.");
export const cipherNotWanted = () =>
  badParameter("Unexpected identifier. The `shop_cipher` query parameter is not required for this request.");
export const foreignCipher = () =>
  refuse(401, 101000, "Invalid credentials. The access token does not match the `shop_cipher` query parameter.");
export const tooManyRequests = () =>
  refuse(429, 36009002, "Too many requests. You've made too many requests in a short period of time.");
export const internalError = (status = 500) => refuse(status, 36009003, "Internal error. Please try again later.");

/** A rule of the shop that the request breaks: HTTP 200 with a code. */
export const rule = (code: number, message: string) => refuse(200, code, message);

/** Codes of fulfilment rules. */
export const shipping = {
  orderNotFound: () => rule(21011001, "Order does not exist"),
  packageNotFound: () => rule(21011002, "Package does not exist"),
  notSellerShipping: () => rule(21011004, "The package is not shipped by seller"),
  afterSaleOpen: () => rule(21011007, "There is an after-sale request in progress for this order"),
  wrongStatus: () => rule(21011011, "The order status does not support this operation"),
  wrongRegion: () => rule(21011013, "This API is not available in the market of this shop"),
  badTracking: () => rule(21011022, "Tracking number or shipping provider is invalid"),
  lineNotFound: () => rule(21011025, "Order line item does not belong to this order"),
  delivered: () => rule(21011030, "The package has been delivered"),
  notShipped: () => rule(21011043, "The package has not been shipped"),
  tooLate: () => rule(21011051, "Shipping information can be updated within 72 hours after shipping only"),
  frozen: () => rule(10007014, "package in freeze status"),
};

/** Codes of product and stock rules. */
export const goods = {
  badWarehouse: [12019022, "Warehouse ID is invalid"],
  badQuantity: [12019024, "Stock quantity is invalid"],
  severalWarehouses: [12019028, "The SKU has several warehouses: warehouse ID is required"],
  badStatus: [12052003, "The current product status does not support this operation"],
  badProductId: [12052031, "Product ID is invalid"],
  badSkuId: [12052036, "SKU ID is invalid"],
  notAllWarehouses: [12052037, "Stock of this SKU cannot be changed for the given warehouses only"],
  foreignProduct: [12052048, "The product does not belong to the shop"],
  tooManySkus: [12052050, "The number of SKUs exceeds 100"],
  batch: [12052990, "batch update inventory error"],
} as const satisfies Record<string, readonly [number, string]>;
