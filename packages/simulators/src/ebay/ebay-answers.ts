import type { Context } from "hono";
import type { FaultOf, SimulatorEnv } from "../kit/index.ts";
import { type EbayError, EbayRefusal, invalidAccessToken, tooManyRequests } from "./ebay-errors.ts";
import type { EbayWorld } from "./ebay-world.ts";
import { tradingErrors } from "./trading/trading-errors.ts";
import { reply, TRADING_PATH } from "./trading/trading-routes.ts";

/** System errors by the path they come from. */
const SYSTEM_ERRORS: readonly (readonly [string, string, number])[] = [
  ["/sell/fulfillment/", "API_FULFILLMENT", 30500],
  ["/sell/inventory/", "API_INVENTORY", 25001],
  ["/commerce/notification/", "API_NOTIFICATION", 195000],
  ["/commerce/identity/", "API_IDENTITY", 140000],
  ["/sell/feed/", "API_FEED", 160001],
  ["/sell/finances/", "API_FINANCES", 135000],
  ["/sell/account/", "API_ACCOUNT", 20500],
];

/** Turns a refusal into eBay's `errors` body. */
export function answerError(error: Error, c: Context<SimulatorEnv>): Response | undefined {
  if (!(error instanceof EbayRefusal)) return undefined;
  return c.json({ errors: error.errors }, error.status as 400);
}

/** Error answers for dialled faults, in the words of the API that was called. */
export function answerFault(
  world: EbayWorld,
  c: Context<SimulatorEnv>,
  fault: FaultOf<"status"> | FaultOf<"token-expired">,
): Response | undefined {
  const path = c.req.path.slice(world.prefix.length);
  if (fault.kind === "token-expired") return expired(c, path);
  if (fault.retryAfterSeconds !== undefined) c.header("retry-after", String(fault.retryAfterSeconds));
  if (path === TRADING_PATH) return tradingFault(world, c, fault.status);
  if (path.startsWith("/identity/")) {
    return c.json({ error: "server_error", error_description: "temporarily unavailable" }, fault.status as 500);
  }
  if (fault.status === 429) return c.json({ errors: tooManyRequests().errors }, 429);
  return c.json({ errors: [systemError(path)] }, fault.status as 500);
}

function tradingFault(world: EbayWorld, c: Context<SimulatorEnv>, status: number): Response {
  const error = status === 429 ? tradingErrors.usageLimit() : tradingErrors.system();
  return reply(world, c, c.req.header("x-ebay-api-call-name") ?? "", { content: [], errors: [error], status });
}

// The Trading door answers an expired token by itself, inside its envelope.
function expired(c: Context<SimulatorEnv>, path: string): Response | undefined {
  if (path === TRADING_PATH || path.startsWith("/identity/") || path.startsWith("/oauth2/")) return undefined;
  return c.json({ errors: invalidAccessToken().errors }, 401);
}

function systemError(path: string): EbayError {
  const [, domain, errorId] = SYSTEM_ERRORS.find(([start]) => path.startsWith(start)) ?? ["", "API_ACCESS", 30500];
  const message =
    "There was a problem with an eBay internal system or process. Contact eBay developer support for assistance.";
  return { errorId, domain, category: "APPLICATION", message };
}
