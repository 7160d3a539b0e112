import {
  type ConnectorEvent,
  type ConnectorSettings,
  createMemoryRateBudget,
  type Manifest,
} from "@counterfoil/connector-kit";
import type { DatabaseHandle } from "@counterfoil/db";
import type { Logger } from "pino";
import { z } from "zod";
import { createSharedRateBudget, type SharedRateBudget } from "../services/budgets/shared-rate-budget.ts";
import type { ConnectorRequest, PlatformAccess } from "../services/connections/platform-access.ts";
import type { ConnectorRegistry } from "../services/context.ts";
import type { DemoShop, RunningDemoShop } from "../services/demo/demo-shop.ts";
import { unavailable } from "../services/service-error.ts";
import { currentRun } from "../services/sync/run-scope.ts";
import { ConnectorCache, fingerprint } from "./connector-cache.ts";
import { onlyOrigin, withoutOrigin } from "./guarded-fetch.ts";

export interface PlatformAccessOptions {
  connectors: ConnectorRegistry;
  /** Null where the installation offers no demo. */
  demoShop: DemoShop | null;
  logger: Logger;
  now(): Date;
  /** Sends real connections of a platform to another origin: a proxy, or a stand-in in tests. */
  endpoints: Readonly<Record<string, string>>;
  /** The database through which all processes share a connection's budget; null counts in this process alone. */
  db: DatabaseHandle | null;
  /** Whether calls to a platform are to be seen in the log whatever its level. */
  traces?(platform: string): boolean;
}

type CountedBudget = Pick<SharedRateBudget, "acquire" | "observe" | "quota">;
type Route = Pick<ConnectorSettings, "baseURL" | "fetch">;

/** The way to the platforms: one connector and one budget per account, demo connections fenced into the simulators. */
export function createPlatformAccess(options: PlatformAccessOptions): PlatformAccess {
  const { connectors, demoShop } = options;
  const cache = new ConnectorCache();
  const budgets = new Map<string, CountedBudget>();
  const route = async (platform: string, demo: boolean): Promise<Route> => {
    if (demo) return await demoRoute(demoShop, platform);
    const baseURL = options.endpoints[platform];
    // Its own guard pins the connection to the internet, where the simulators are not.
    if (baseURL === undefined && connectors.get(platform).manifest.guardsAddress === true) return {};
    const fetch = withoutOrigin(() => demoShop?.origin() ?? null);
    return { fetch, ...(baseURL === undefined ? {} : { baseURL }) };
  };
  return {
    oauthRoute: route,
    demoAccount: async (platform, callbackUrl) => {
      const running = await startDemo(demoShop);
      const redirectUri = callbackUrl === undefined ? null : running.redirectUri(platform, callbackUrl);
      return { fields: running.fields(platform), marketplace: running.marketplace(platform), redirectUri };
    },
    isInDemo: async (platform) => (await startDemo(demoShop)).sells(platform),
    agreeInDemo: async (authorizationUrl) => await (await startDemo(demoShop)).agree(authorizationUrl),
    demoStockCsv: async () => (await startDemo(demoShop)).stockCsv(),
    connector: async (request) => {
      const way = await route(request.platform, request.demo);
      const key = accountOf(request, way);
      const { create, manifest } = connectors.get(request.platform);
      const budget = budgets.get(key) ?? budgetFor(request, { ...options, manifest });
      budgets.set(key, budget);
      return cache.lend(key, () => create(settingsFor(request, { ...way, rateBudget: budget }, options)));
    },
  };
}

/** Keys say whose account it is. Under a consent they are the application's, so the connection says it. */
function accountOf(request: ConnectorRequest, { baseURL }: Route): string {
  const { platform, environment, marketplace, credentials } = request;
  const owner = request.tokens === undefined ? null : request.accountKey;
  return fingerprint([platform, environment, marketplace, baseURL ?? null, owner, credentials]);
}

/** What is not stored yet, such as keys that are tried before they are kept, has no row to share. */
function budgetFor(
  { accountKey: connectionId, workspaceId }: ConnectorRequest,
  { db, logger, manifest: { limits, name } }: PlatformAccessOptions & { manifest: Manifest },
): CountedBudget {
  if (db === null || !z.uuid().safeParse(connectionId).success)
    return Object.assign(createMemoryRateBudget({ limits, platformName: name }), { quota: () => [] });
  return createSharedRateBudget({ db, logger, workspaceId, connectionId, limits, platformName: name });
}

function settingsFor(
  request: ConnectorRequest,
  way: Route & { rateBudget: CountedBudget },
  { logger, now, traces }: PlatformAccessOptions,
): ConnectorSettings {
  const { accountKey } = request;
  return {
    ...way,
    credentials: request.credentials,
    environment: request.environment,
    ...(request.marketplace === null ? {} : { marketplace: request.marketplace }),
    ...(request.tokens === undefined ? {} : { tokens: request.tokens }),
    onEvent: (event: ConnectorEvent) => {
      const run = currentRun();
      if (run !== null && event.type === "request") run.calls += 1;
      const level = traces?.(request.platform) ? "info" : "debug";
      const quota = way.rateBudget.quota(event.operation);
      logger[level]({ ...event, accountKey, quota, ...(run && { runId: run.runId }) }, "platform call");
    },
    now: () => now().getTime(),
  };
}

async function demoRoute(demoShop: DemoShop | null, platform: string): Promise<Route> {
  const baseURL = (await startDemo(demoShop)).baseURL(platform);
  return { baseURL, fetch: onlyOrigin(new URL(baseURL).origin) };
}

async function startDemo(demoShop: DemoShop | null): Promise<RunningDemoShop> {
  if (demoShop === null) throw unavailable("This installation offers no demo shop.");
  return await demoShop.start();
}
