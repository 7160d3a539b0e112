import { createRootRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { withTexts } from "../../lib/language/language.ts";
import { analyticsSearch } from "../search/analytics-search.ts";
import { integrationsSearch } from "../search/integrations-search.ts";
import { inventorySearch } from "../search/inventory-search.ts";
import { listingsSearch } from "../search/listings-search.ts";
import { loginSearch } from "../search/login-search.ts";
import { ordersSearch } from "../search/orders-search.ts";
import { payoutsSearch } from "../search/payouts-search.ts";
import { pickSearch } from "../search/pick-search.ts";
import { productsSearch, wordsSearch } from "../search/products-search.ts";
import { resolutionSearch } from "../search/resolution-search.ts";
import { sendOrdersSearch } from "../search/send-orders-search.ts";
import { PageMissing } from "../shell/page-missing.tsx";
import { requireDemand, requireNoOwner, requireNoSession, requireSession } from "./guards.ts";

const rootRoute = createRootRoute({ notFoundComponent: PageMissing });

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  beforeLoad: requireNoOwner,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/setup-page.tsx")),
    "SetupPage",
  ),
});

const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/login",
  validateSearch: loginSearch,
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/login-page.tsx")),
    "LoginPage",
  ),
});

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/invite",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/invite-page.tsx")),
    "InvitePage",
  ),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  beforeLoad: requireNoSession,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/forgot-password-page.tsx")),
    "ForgotPasswordPage",
  ),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/reset-password-page.tsx")),
    "ResetPasswordPage",
  ),
});

const secondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/second-factor",
  beforeLoad: requireDemand,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/second-factor-page.tsx")),
    "SecondFactorPage",
  ),
});

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: requireSession,
  component: lazyRouteComponent(
    withTexts(() => import("../shell/shell.tsx")),
    "Shell",
  ),
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/home-page.tsx")),
    "HomePage",
  ),
});

const inventoryRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/inventory",
  validateSearch: inventorySearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/inventory-page.tsx")),
    "InventoryPage",
  ),
});

const inventoryImportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/inventory/import",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/inventory-import-page.tsx")),
    "InventoryImportPage",
  ),
});

const listingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/listings",
  validateSearch: listingsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/listings-page.tsx")),
    "ListingsPage",
  ),
});

const productsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/listings/products",
  validateSearch: productsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/products-page.tsx")),
    "ProductsPage",
  ),
});

const wordsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/listings/words",
  validateSearch: wordsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/words-page.tsx")),
    "WordsPage",
  ),
});

const alertsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/alerts",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/alerts-page.tsx")),
    "AlertsPage",
  ),
});

const syncRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sync",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/sync-page.tsx")),
    "SyncPage",
  ),
});

const ordersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/orders-page.tsx")),
    "OrdersPage",
  ),
});

const sendOrdersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/orders/send",
  validateSearch: sendOrdersSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/send-orders-page.tsx")),
    "SendOrdersPage",
  ),
});

const postageOrdersRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/orders/postage",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/postage-orders-page.tsx")),
    "PostageOrdersPage",
  ),
});

const noticesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/notices",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/notices-page.tsx")),
    "NoticesPage",
  ),
});

const orderRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/orders/$orderId",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/order-page.tsx")),
    "OrderPage",
  ),
});

const analyticsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/analytics",
  validateSearch: analyticsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/analytics-page.tsx")),
    "AnalyticsPage",
  ),
});

const payoutsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/payouts",
  validateSearch: payoutsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/payouts-page.tsx")),
    "PayoutsPage",
  ),
});

const pickRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/pick",
  validateSearch: pickSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/pick-page.tsx")),
    "PickPage",
  ),
});

const rulesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/rules",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/rules-page.tsx")),
    "RulesPage",
  ),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/integrations" });
  },
});

const integrationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/integrations",
  validateSearch: integrationsSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/integrations-page.tsx")),
    "IntegrationsPage",
  ),
});

const accountRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/account",
  validateSearch: (search: Record<string, unknown>): { sso?: "failed" } =>
    search["sso"] === "failed" ? { sso: "failed" } : {},
  component: lazyRouteComponent(
    withTexts(() => import("../pages/account-page.tsx")),
    "AccountPage",
  ),
});

const apiKeysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/api-keys",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/api-keys-page.tsx")),
    "ApiKeysPage",
  ),
});

const webhooksRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/webhooks",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/webhooks-page.tsx")),
    "WebhooksPage",
  ),
});

const teamRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/team",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/team-page.tsx")),
    "TeamPage",
  ),
});

const appearanceRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/appearance",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/appearance-page.tsx")),
    "AppearancePage",
  ),
});

const dataRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/data",
  component: lazyRouteComponent(
    withTexts(() => import("../pages/data-page.tsx")),
    "DataPage",
  ),
});

const resolutionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/settings/inventory-resolution",
  validateSearch: resolutionSearch,
  component: lazyRouteComponent(
    withTexts(() => import("../pages/resolution-page.tsx")),
    "ResolutionPage",
  ),
});

export const routeTree = rootRoute.addChildren([
  setupRoute,
  loginRoute,
  inviteRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  secondFactorRoute,
  shellRoute.addChildren([
    homeRoute,
    inventoryRoute,
    inventoryImportRoute,
    listingsRoute,
    productsRoute,
    wordsRoute,
    syncRoute,
    alertsRoute,
    ordersRoute,
    sendOrdersRoute,
    postageOrdersRoute,
    noticesRoute,
    orderRoute,
    pickRoute,
    rulesRoute,
    analyticsRoute,
    payoutsRoute,
    settingsRoute,
    integrationsRoute,
    accountRoute,
    apiKeysRoute,
    webhooksRoute,
    teamRoute,
    appearanceRoute,
    dataRoute,
    resolutionRoute,
  ]),
]);
