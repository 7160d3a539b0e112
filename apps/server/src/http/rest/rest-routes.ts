import { analyticsRoute } from "./analytics-routes.ts";
import { bulkFulfillRoute } from "./bulk-routes.ts";
import { connectionRoutes } from "./connection-routes.ts";
import { credentialRoutes } from "./credential-routes.ts";
import { describedRoutes } from "./described-routes.ts";
import { historicalRoute } from "./historical-route.ts";
import { orderRoutes } from "./order-routes.ts";
import { orderStatusRoutes } from "./order-status-routes.ts";
import { outgoingWebhookRoutes } from "./outgoing-webhook-routes.ts";
import { resolutionRoutes } from "./resolution-routes.ts";
import type { RestRoute } from "./rest-route.ts";
import { syncRoutes } from "./sync-routes.ts";

/** Every door for programs. The server, its document and the test of all doors read this list. */
export const restRoutes: readonly RestRoute[] = [
  ...credentialRoutes,
  ...resolutionRoutes,
  historicalRoute,
  ...connectionRoutes,
  ...syncRoutes,
  ...orderRoutes,
  bulkFulfillRoute,
  ...orderStatusRoutes,
  analyticsRoute,
  ...outgoingWebhookRoutes,
  ...describedRoutes,
];
