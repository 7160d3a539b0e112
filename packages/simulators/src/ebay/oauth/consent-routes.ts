import type { Context } from "hono";
import { z } from "zod";
import type { SimulatorApp } from "../../kit/index.ts";
import type { Application } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { consentPage, refusalPage } from "./consent-page.ts";
import { CODE_SECONDS, issueCode } from "./tokens.ts";

/** What an application asks for on the consent page. */
export interface ConsentRequest {
  application: Application;
  scopes: string[];
  state: string;
}

const decisionSchema = z.object({
  decision: z.enum(["agree", "decline"]),
  username: z.string().optional(),
});

/** `GET /oauth2/authorize` shows the page; its form posts the decision back and leads to the accepted or declined URL. */
export function addConsentRoutes(world: EbayWorld, app: SimulatorApp) {
  app.get("/oauth2/authorize", (c) => {
    const request = readRequest(world, c);
    if ("error" in request) return c.html(refusalPage(request), 400);
    return c.html(consentPage(request, world.sellers.all(), new URL(c.req.url).search));
  });
  app.post("/oauth2/authorize", async (c) => {
    const request = readRequest(world, c);
    if ("error" in request) return c.html(refusalPage(request), 400);
    const decision = decisionSchema.safeParse(await c.req.parseBody());
    if (!decision.success) return c.html(refusalPage({ error: "invalid_request", text: "No decision was made." }), 400);
    return c.redirect(decide(world, request, decision.data), 302);
  });
}

function decide(world: EbayWorld, request: ConsentRequest, decision: z.output<typeof decisionSchema>): string {
  const { application, scopes, state } = request;
  if (decision.decision === "decline") {
    world.ledger.append("consent-declined", { clientId: application.clientId });
    return withQuery(application.declinedUrl, [
      ["state", state],
      ["error", "access_denied"],
    ]);
  }
  const seller = world.sellers.get(decision.username ?? "") ?? world.sellers.all()[0];
  if (seller === undefined) throw new Error("The simulated eBay has no seller who could agree");
  const { code } = issueCode(world, { clientId: application.clientId, username: seller.username, scopes });
  world.ledger.append("consent-given", { clientId: application.clientId, username: seller.username });
  return withQuery(application.acceptedUrl, [
    ["state", state],
    ["code", code],
    ["expires_in", String(CODE_SECONDS)],
  ]);
}

function withQuery(address: string, pairs: [string, string][]): string {
  const url = new URL(address);
  for (const [name, value] of pairs) if (value !== "") url.searchParams.set(name, value);
  return url.toString();
}

function readRequest(world: EbayWorld, c: Context): ConsentRequest | { error: string; text: string } {
  const query = (name: string) => c.req.query(name) ?? "";
  const application = world.applications.get(query("client_id"));
  if (application === undefined) return { error: "unauthorized_client", text: "The OAuth client was not found." };
  if (query("redirect_uri") !== application.ruName) {
    return {
      error: "invalid_request",
      text: "The redirect_uri must be the RuName of the application, not an address.",
    };
  }
  if (query("response_type") !== "code") {
    return { error: "unsupported_response_type", text: "The response_type must be code." };
  }
  const scopes = query("scope")
    .split(/\s+/)
    .filter((text) => text !== "");
  const foreign = scopes.filter((wanted) => !application.scopes.includes(wanted));
  if (scopes.length === 0 || foreign.length > 0) {
    const which = foreign.length > 0 ? ` Not owned: ${foreign.join(", ")}` : "";
    const text = "The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client.";
    return { error: "invalid_scope", text: `${text}${which}` };
  }
  return { application, scopes, state: query("state") };
}
