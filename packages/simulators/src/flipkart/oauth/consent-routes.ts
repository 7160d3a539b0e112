import type { Context } from "hono";
import type { SimulatorApp } from "../../kit/index.ts";
import type { Application } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { consentPage, refusalPage } from "./consent-page.ts";

const CODE_SECONDS = 300;
const PATH = "/oauth-service/oauth/authorize";

type Request = { application: Application; redirectUri: string; state: string } | { error: string; text: string };

/** The consent page of third-party applications; its form leads back to the registered address. */
export function addConsentRoutes(world: FlipkartWorld, app: SimulatorApp) {
  app.get(PATH, (c) => {
    const request = readRequest(world, c);
    if ("error" in request) return c.html(refusalPage(request.error, request.text), 400);
    return c.html(consentPage(request.application, new URL(c.req.url).search));
  });
  app.post(PATH, async (c) => {
    const request = readRequest(world, c);
    if ("error" in request) return c.html(refusalPage(request.error, request.text), 400);
    const { decision } = await c.req.parseBody();
    return c.redirect(decide(world, request, decision === "allow"), 302);
  });
}

function decide(world: FlipkartWorld, request: Exclude<Request, { error: string }>, allowed: boolean): string {
  const { application, redirectUri, state } = request;
  const { applicationId } = application;
  const url = new URL(redirectUri);
  if (allowed) {
    const code = world.random.hex(12);
    const expiresAt = world.clock.milliseconds() + CODE_SECONDS * 1000;
    world.codes.insert({ code, applicationId, redirectUri, expiresAt, used: false });
    world.ledger.append("consent-given", { applicationId });
    url.searchParams.set("code", code);
  } else {
    world.ledger.append("consent-declined", { applicationId });
    url.searchParams.set("error", "access_denied");
  }
  if (state !== "") url.searchParams.set("state", state);
  return url.toString();
}

function readRequest(world: FlipkartWorld, c: Context): Request {
  const query = (name: string) => c.req.query(name) ?? "";
  const application = world.applications.get(query("client_id"));
  if (application === undefined) return { error: "unauthorized_client", text: "The application is not known." };
  if (application.kind !== "third_party") {
    return { error: "unauthorized_client", text: "A self-access application gets its tokens without a consent." };
  }
  if (query("response_type") !== "code") return { error: "unsupported_response_type", text: "It must be code." };
  const redirectUri = query("redirect_uri");
  if (redirectUri === "" || redirectUri !== application.redirectUri) {
    return { error: "redirect_uri_mismatch", text: "The redirect URI is not the registered one." };
  }
  return { application, redirectUri, state: query("state") };
}
