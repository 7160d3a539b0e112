import { accountRouter } from "./router/account.ts";
import { alertsRouter } from "./router/alerts.ts";
import { analyticsRouter } from "./router/analytics.ts";
import { apiKeysRouter } from "./router/api-keys.ts";
import { catalogueRouter } from "./router/catalogue.ts";
import { connectionsRouter } from "./router/connections.ts";
import { demoRouter } from "./router/demo.ts";
import { documentsRouter } from "./router/documents.ts";
import { financeRouter } from "./router/finance.ts";
import { homeRouter } from "./router/home.ts";
import { inventoryRouter } from "./router/inventory.ts";
import { jobsRouter } from "./router/jobs.ts";
import { listingsRouter } from "./router/listings.ts";
import { mappingsRouter } from "./router/mappings.ts";
import { noticesRouter } from "./router/notices.ts";
import { ordersRouter } from "./router/orders.ts";
import { platformsRouter } from "./router/platforms.ts";
import { policyRouter } from "./router/policy.ts";
import { privacyRouter } from "./router/privacy.ts";
import { productMappingRouter } from "./router/product-mapping.ts";
import { productsRouter } from "./router/products.ts";
import { resolutionRouter } from "./router/resolution.ts";
import { rulesRouter } from "./router/rules.ts";
import { sessionRouter } from "./router/session.ts";
import { setupRouter } from "./router/setup.ts";
import { shippingRouter } from "./router/shipping.ts";
import { stockRouter } from "./router/stock.ts";
import { syncRouter } from "./router/sync.ts";
import { teamRouter } from "./router/team.ts";
import { viewsRouter } from "./router/views.ts";
import { webhooksRouter } from "./router/webhooks.ts";
import { router } from "./trpc.ts";

/** The whole API: one router file per area, one service verb per procedure. */
export const appRouter = router({
  setup: setupRouter,
  session: sessionRouter,
  account: accountRouter,
  team: teamRouter,
  home: homeRouter,
  platforms: platformsRouter,
  apiKeys: apiKeysRouter,
  connections: connectionsRouter,
  demo: demoRouter,
  inventory: inventoryRouter,
  catalogue: catalogueRouter,
  jobs: jobsRouter,
  orders: ordersRouter,
  rules: rulesRouter,
  resolution: resolutionRouter,
  mappings: mappingsRouter,
  policy: policyRouter,
  listings: listingsRouter,
  products: productsRouter,
  productMapping: productMappingRouter,
  stock: stockRouter,
  sync: syncRouter,
  alerts: alertsRouter,
  webhooks: webhooksRouter,
  finance: financeRouter,
  analytics: analyticsRouter,
  documents: documentsRouter,
  shipping: shippingRouter,
  privacy: privacyRouter,
  views: viewsRouter,
  notices: noticesRouter,
});
export type AppRouter = typeof appRouter;
