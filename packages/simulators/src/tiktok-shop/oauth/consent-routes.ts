import { z } from "zod";
import type { SimulatorApp } from "../../kit/index.ts";
import type { TiktokShopContext } from "../envelope.ts";
import type { App } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { issueCode, sellersFor } from "./tokens.ts";

const decisionSchema = z.object({ decision: z.enum(["agree", "decline"]), openId: z.string().optional() });

/** The consent page: by service id, or the older one by app key. Its form leads to the app's redirect address. */
export function addConsentRoutes(world: TiktokShopWorld, app: SimulatorApp) {
  for (const path of ["/open/authorize", "/oauth/authorize"]) {
    app.get(path, (c) => {
      const asked = appOf(world, c);
      if (asked === undefined) return c.html(refusalPage("This app does not exist."), 400);
      const sellers = sellersFor(world, asked);
      if (sellers.length === 0) return c.html(refusalPage("This app cannot be authorized by any seller here."), 400);
      return c.html(consentPage(asked, sellers, new URL(c.req.url).search));
    });
    app.post(path, async (c) => {
      const asked = appOf(world, c);
      const decision = decisionSchema.safeParse(await c.req.parseBody());
      if (asked === undefined || !decision.success) return c.html(refusalPage("No decision was made."), 400);
      return c.redirect(decide(world, asked, { ...decision.data, state: c.req.query("state") ?? "" }), 302);
    });
  }
}

function appOf(world: TiktokShopWorld, c: TiktokShopContext): App | undefined {
  const [serviceId, appKey] = [c.req.query("service_id"), c.req.query("app_key")];
  return world.apps.find((row) => (serviceId === undefined ? row.appKey === appKey : row.serviceId === serviceId));
}

// The seller who declines is sent back with the word "null" for a code.
function decide(world: TiktokShopWorld, app: App, input: z.output<typeof decisionSchema> & { state: string }): string {
  const url = new URL(app.redirectUrl);
  const seller = sellersFor(world, app).find(({ openId }) => input.openId === undefined || openId === input.openId);
  if (input.decision === "decline" || seller === undefined) {
    world.ledger.append("consent-declined", { appKey: app.appKey });
    url.searchParams.set("code", "null");
    url.searchParams.set("error", "auth_denied");
  } else {
    const { code } = issueCode(world, app.appKey, seller.openId);
    world.ledger.append("consent-given", { appKey: app.appKey, openId: seller.openId });
    url.searchParams.set("app_key", app.appKey);
    url.searchParams.set("code", code);
    url.searchParams.set("locale", "en");
    url.searchParams.set("shop_region", seller.baseRegion);
  }
  if (input.state !== "") url.searchParams.set("state", input.state);
  return url.toString();
}
