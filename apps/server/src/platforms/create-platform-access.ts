import { createMemoryRateBudget, type RateBudget } from "@counterfoil/connector-kit";
import type { Logger } from "pino";
import type { ConnectorRequest, PlatformAccess } from "../services/connections/platform-access.ts";
import type { ConnectorRegistry } from "../services/context.ts";
import type { DemoShop, RunningDemoShop } from "../services/demo/demo-shop.ts";
import { unavailable } from "../services/service-error.ts";
import { onlyOrigin, withoutOrigin } from "./guarded-fetch.ts";

export interface PlatformAccessOptions {
  connectors: ConnectorRegistry;
  /** Null where the installation offers no demo. */
  demoShop: DemoShop | null;
  logger: Logger;
  now(): Date;
  /** Sends real connections of a platform to another origin: a proxy, or a stand-in in tests. */
  endpoints?: Readonly<Record<string, string>>;
}

/** The way to the platforms: one budget per account, demo connections fenced into the simulators. */
export function createPlatformAccess(options: PlatformAccessOptions): PlatformAccess {
  const budgets = new Map<string, RateBudget>();
  const budgetFor = (request: ConnectorRequest): RateBudget => {
    const key = `${request.platform}:${request.accountKey}`;
    const { limits } = options.connectors.get(request.platform).manifest;
    const budget = budgets.get(key) ?? createMemoryRateBudget({ limits, now: () => options.now().getTime() });
    budgets.set(key, budget);
    return budget;
  };
  const route = async (platform: string, demo: boolean) => {
    if (demo) return await demoRoute(options.demoShop, platform);
    const baseURL = options.endpoints?.[platform];
    const fetch = withoutOrigin(options.demoShop?.origin() ?? null);
    return { fetch, ...(baseURL === undefined ? {} : { baseURL }) };
  };
  return {
    oauthRoute: route,
    demoAccount: async (platform, callbackUrl) => {
      const running = await startDemo(options.demoShop);
      const redirectUri = callbackUrl === undefined ? null : running.redirectUri(platform, callbackUrl);
      return { fields: running.fields(platform), redirectUri };
    },
    demoStockCsv: async () => (await startDemo(options.demoShop)).stockCsv(),
    connector: async (request) => {
      const definition = options.connectors.get(request.platform);
      return definition.create({
        ...(await route(request.platform, request.demo)),
        credentials: request.credentials,
        environment: request.environment,
        ...(request.marketplace === null ? {} : { marketplace: request.marketplace }),
        ...(request.tokens === undefined ? {} : { tokens: request.tokens }),
        rateBudget: budgetFor(request),
        onEvent: (event) => options.logger.debug({ ...event, accountKey: request.accountKey }, "platform call"),
        now: () => options.now().getTime(),
      });
    },
  };
}

async function demoRoute(demoShop: DemoShop | null, platform: string) {
  const baseURL = (await startDemo(demoShop)).baseURL(platform);
  return { baseURL, fetch: onlyOrigin(new URL(baseURL).origin) };
}

async function startDemo(demoShop: DemoShop | null): Promise<RunningDemoShop> {
  if (demoShop === null) throw unavailable("This installation offers no demo shop.");
  return await demoShop.start();
}
