import type { Context } from "hono";
import { z } from "zod";
import type { SimulatorApp } from "../../kit/index.ts";
import type { Application } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { sellerNamed } from "../sellers.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { issueCode } from "./tokens.ts";

const PATH = "/seller-central/apps/authorize/consent";
const noReferrer = { "referrer-policy": "no-referrer" };

/** What an application asks for on the consent page. */
export interface ConsentRequest {
  application: Application;
  redirectUri: string;
  state: string;
}

const decisionSchema = z.object({ decision: z.enum(["confirm", "cancel"]), sellerId: z.string().optional() });

/** Seller Central's consent page; its form posts the decision back and leads to the redirect address. */
export function addConsentRoutes(world: AmazonWorld, app: SimulatorApp) {
  app.get(PATH, (c) => {
    const request = readRequest(world, c);
    if (typeof request === "string") return c.html(refusalPage(request), 400, noReferrer);
    return c.html(consentPage(request, world.sellers.all(), new URL(c.req.url).search), 200, noReferrer);
  });
  app.post(PATH, async (c) => {
    const request = readRequest(world, c);
    if (typeof request === "string") return c.html(refusalPage(request), 400, noReferrer);
    const decision = decisionSchema.safeParse(await c.req.parseBody());
    if (!decision.success) return c.html(refusalPage("No decision was made."), 400, noReferrer);
    return c.redirect(decide(world, request, decision.data), 302);
  });
}

function decide(world: AmazonWorld, request: ConsentRequest, decision: z.output<typeof decisionSchema>): string {
  const { redirectUri, state } = request;
  const { clientId } = request.application;
  if (decision.decision === "cancel") {
    world.ledger.append("consent-declined", { clientId });
    return withQuery(redirectUri, { state, error: "access_denied" });
  }
  const { sellerId } = sellerNamed(world, decision.sellerId);
  const { code } = issueCode(world, { clientId, sellerId, redirectUri });
  world.ledger.append("consent-given", { clientId, sellerId });
  return withQuery(redirectUri, { state, selling_partner_id: sellerId, spapi_oauth_code: code });
}

function withQuery(address: string, pairs: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(pairs)) if (value !== "") url.searchParams.set(name, value);
  return url.toString();
}

function readRequest(world: AmazonWorld, c: Context): ConsentRequest | string {
  const applicationId = c.req.query("application_id") ?? "";
  const application = world.applications.find((row) => row.applicationId === applicationId);
  if (application === undefined) return "There is no application with this application_id.";
  const version = c.req.query("version");
  if (application.draft && version !== "beta") return "A draft application is authorised with version=beta only.";
  const redirectUri = c.req.query("redirect_uri") ?? application.redirectUris[0];
  if (redirectUri === undefined || !application.redirectUris.includes(redirectUri)) {
    return "The redirect_uri is not registered for this application.";
  }
  return { application, redirectUri, state: c.req.query("state") ?? "" };
}
