import type { ManifestLimit } from "@counterfoil/connector-kit";

interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the region's host, with `{names}` for what a call fills in. */
  path: string;
  /** Amazon's default: calls a second, and how many may be made at once. */
  ratePerSecond: number;
  burst: number;
}

function operation(method: Operation["method"], path: string, ratePerSecond: number, burst: number): Operation {
  return { method, path, ratePerSecond, burst };
}

const feeds = "/feeds/2021-06-30";
const reports = "/reports/2021-06-30";
const items = "/listings/2021-08-01/items/{sellerId}";
const subscriptions = "/notifications/v1/subscriptions/{notificationType}";

/** The operations in use, by Amazon's own names, with the limits that Amazon publishes. */
export const operations = {
  getMarketplaceParticipations: operation("GET", "/sellers/v1/marketplaceParticipations", 0.016, 15),
  searchOrders: operation("GET", "/orders/2026-01-01/orders", 0.0056, 20),
  getOrder: operation("GET", "/orders/2026-01-01/orders/{orderId}", 0.5, 30),
  confirmShipment: operation("POST", "/orders/v0/orders/{orderId}/shipmentConfirmation", 2, 10),
  searchListingsItems: operation("GET", items, 5, 5),
  getListingsItem: operation("GET", `${items}/{sku}`, 5, 10),
  patchListingsItem: operation("PATCH", `${items}/{sku}`, 5, 5),
  getInventorySummaries: operation("GET", "/fba/inventory/v1/summaries", 2, 2),
  createFeedDocument: operation("POST", `${feeds}/documents`, 0.5, 15),
  createFeed: operation("POST", `${feeds}/feeds`, 0.0083, 15),
  getFeed: operation("GET", `${feeds}/feeds/{feedId}`, 2, 15),
  getFeedDocument: operation("GET", `${feeds}/documents/{feedDocumentId}`, 0.0222, 10),
  createReport: operation("POST", `${reports}/reports`, 0.0167, 15),
  getReport: operation("GET", `${reports}/reports/{reportId}`, 2, 15),
  getReportDocument: operation("GET", `${reports}/documents/{reportDocumentId}`, 0.0167, 15),
  getDestinations: operation("GET", "/notifications/v1/destinations", 1, 5),
  createDestination: operation("POST", "/notifications/v1/destinations", 1, 5),
  getSubscription: operation("GET", subscriptions, 1, 5),
  createSubscription: operation("POST", subscriptions, 1, 5),
  deleteSubscriptionById: operation("DELETE", `${subscriptions}/{subscriptionId}`, 1, 5),
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** Amazon's published limits as the rate budget keeps them: a token bucket for each operation of each seller. */
export const amazonLimits: readonly ManifestLimit[] = Object.entries(operations).map(
  ([name, { ratePerSecond, burst }]) => ({
    operation: name,
    requests: burst,
    windowSeconds: burst / ratePerSecond,
    window: "bucket",
    verified: true,
  }),
);

/** How errors and events name an operation: method and path, the parameters unfilled. */
export function operationLabel(name: OperationName): string {
  const { method, path } = operations[name];
  return `${method} ${path}`;
}

/** The path of a call with its parameters, percent-encoded: a SKU may hold a slash. */
export function operationPath(name: OperationName, parameters: Readonly<Record<string, string>> = {}): string {
  return operations[name].path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = parameters[key];
    if (value === undefined) throw new RangeError(`${name} needs the path parameter ${key}`);
    return encodeURIComponent(value);
  });
}
