import type { SimulatorApp } from "../../kit/index.ts";
import { findCaller } from "../caller.ts";
import type { Application, Seller } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import type { RestContext } from "../rest-operation.ts";
import { accountCalls } from "./account-calls.ts";
import { listingCalls } from "./listing-calls.ts";
import { reviseCalls } from "./revise-calls.ts";
import type { TradingCall } from "./trading-call.ts";
import { type TradingError, TradingRefusal, tradingErrors, viewTradingError } from "./trading-errors.ts";
import { element, parseXml, type XmlElement, type XmlNode } from "./xml.ts";

export const TRADING_PATH = "/ws/api.dll";
const VERSION = "1451";

/** `POST /ws/api.dll`: one door for all Trading calls; HTTP 200 whatever happens, the truth is in `Ack`. */
export function addTradingRoutes(world: EbayWorld, app: SimulatorApp) {
  const calls: Record<string, TradingCall> = { ...listingCalls, ...reviseCalls, ...accountCalls };
  app.post(TRADING_PATH, async (c) => {
    const name = c.req.header("x-ebay-api-call-name") ?? "";
    try {
      const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
      if (call === undefined) throw new TradingRefusal(tradingErrors.unsupportedCall(name));
      checkHeaders(c);
      const { seller, application } = authenticate(world, c);
      takeQuota(world, name, application, seller);
      const { content, errors = [] } = call({ world, seller, application, request: await readRequest(c, name) });
      return reply(world, c, name, { content, errors });
    } catch (error) {
      if (error instanceof TradingRefusal) return reply(world, c, name, { content: [], errors: [error.error] });
      throw error;
    }
  });
}

/** The envelope every reply comes in. */
export function reply(
  world: EbayWorld,
  c: RestContext,
  call: string,
  { content, errors, status = 200 }: { content: (XmlElement | undefined)[]; errors: TradingError[]; status?: number },
): Response {
  const root = element(
    `${call || "Error"}Response`,
    [
      element("Timestamp", world.clock.iso()),
      element("Ack", acknowledge(content, errors)),
      ...errors.map(viewTradingError),
      element("Version", VERSION),
      element("Build", `E${VERSION}_SIMULATED_R1`),
      ...content,
    ],
    { xmlns: "urn:ebay:apis:eBLBaseComponents" },
  );
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${root?.source}`, status as 200, {
    "content-type": "text/xml;charset=UTF-8",
  });
}

function acknowledge(content: readonly unknown[], errors: readonly TradingError[]): string {
  if (errors.length === 0) return "Success";
  if (errors.every(({ severity }) => severity === "Warning")) return "Warning";
  return content.length > 0 ? "PartialFailure" : "Failure";
}

function checkHeaders(c: RestContext) {
  for (const name of ["X-EBAY-API-COMPATIBILITY-LEVEL", "X-EBAY-API-SITEID"]) {
    if (!/^\d+$/.test(c.req.header(name) ?? "")) throw new TradingRefusal(tradingErrors.header(name));
  }
}

function authenticate(world: EbayWorld, c: RestContext): { application: Application; seller: Seller } {
  if (c.get("fault")?.kind === "token-expired") throw new TradingRefusal(tradingErrors.tokenExpired());
  const token = c.req.header("x-ebay-api-iaf-token");
  if (token === undefined) throw new TradingRefusal(tradingErrors.tokenMissing());
  const caller = findCaller(world, token);
  if (caller === "expired") throw new TradingRefusal(tradingErrors.tokenExpired());
  if (typeof caller === "string" || caller.seller === null) throw new TradingRefusal(tradingErrors.tokenInvalid());
  return { application: caller.application, seller: caller.seller };
}

function takeQuota(world: EbayWorld, name: string, application: Application, seller: Seller) {
  const burst = `trading.burst.${name}`;
  const limited = name === "GetMyeBaySelling" || name === "ReviseInventoryStatus";
  const allowed =
    world.quotas.take("trading", application.clientId).allowed &&
    (!limited || world.quotas.take(burst, seller.username).allowed);
  if (!allowed) throw new TradingRefusal(tradingErrors.usageLimit());
}

async function readRequest(c: RestContext, name: string): Promise<XmlNode> {
  const parsed = parseXml(await c.req.text());
  if (parsed?.name !== `${name}Request`) throw new TradingRefusal(tradingErrors.parse());
  return parsed.node;
}
