import { RATE_LIMITED_APIS } from "./ebay-quotas.ts";
import { scope } from "./ebay-scopes.ts";
import type { EbayWorld } from "./ebay-world.ts";
import type { ApplicationOperation, RestContext } from "./rest-operation.ts";

/** Developer Analytics: the truth about how much of each quota is used. */
export function analyticsOperations(world: EbayWorld): ApplicationOperation[] {
  const common = { method: "GET", quota: "developer.analytics" } as const;
  return [
    {
      ...common,
      operation: "getRateLimits",
      path: "/developer/analytics/v1_beta/rate_limit",
      scopes: [scope()],
      token: "application",
      handle: (c, { application }) => showLimits(world, c, application.clientId),
    },
    {
      ...common,
      operation: "getUserRateLimits",
      path: "/developer/analytics/v1_beta/user_rate_limit",
      scopes: [scope("sell.inventory"), scope("sell.inventory.readonly")],
      token: "any",
      handle: (c, { application }) => showLimits(world, c, application.clientId),
    },
  ];
}

function showLimits(world: EbayWorld, c: RestContext, clientId: string) {
  const { api_context: context, api_name: name } = c.req.query();
  const shown = RATE_LIMITED_APIS.filter((api) => matches(context, api.apiContext) && matches(name, api.apiName));
  if (shown.length === 0) return c.body(null, 204);
  const rateLimits = shown.map(({ quota, apiContext, apiName, apiVersion, resource }) => {
    const { count, limit, remaining, resetAt: reset, windowSeconds: timeWindow } = world.quotas.peek(quota, clientId);
    const rates = [{ count, limit, remaining, reset, timeWindow }];
    return { apiContext, apiName, apiVersion, resources: [{ name: resource, rates }] };
  });
  return c.json({ rateLimits });
}

function matches(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted.toLowerCase() === value.toLowerCase();
}
