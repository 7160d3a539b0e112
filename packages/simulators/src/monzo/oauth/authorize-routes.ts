import type { SimulatorApp } from "../../kit/index.ts";
import type { MonzoContext } from "../monzo-answers.ts";
import type { Client, MagicLink } from "../monzo-entities.ts";
import { type MonzoWorld, secret } from "../monzo-world.ts";
import { emailPage, mailedPage, refusalPage } from "./pages.ts";

const LINK_SECONDS = 900;
const CODE_SECONDS = 600;

interface AuthorizeRequest {
  client: Client;
  redirectUri: string;
  state: string;
}

/** The authorisation page at `/auth`: an e-mail address, a link in a mail, then back with code and state. */
export function addAuthorizeRoutes(world: MonzoWorld, app: SimulatorApp) {
  app.get("/auth", (c) => {
    const request = readRequest(world, c);
    if (typeof request === "string") return c.html(refusalPage(request), 400);
    const emails = world.users.all().map(({ email }) => email);
    return c.html(emailPage({ clientName: request.client.name, emails, search: new URL(c.req.url).search }));
  });
  app.post("/auth", async (c) => {
    const request = readRequest(world, c);
    if (typeof request === "string") return c.html(refusalPage(request), 400);
    const { email } = await c.req.parseBody();
    const link = typeof email === "string" ? mailLink(world, request, email) : null;
    return c.html(mailedPage(link && `${world.prefix}/auth/magic?token=${link.token}`));
  });
  app.get("/auth/magic", (c) => {
    const link = world.magicLinks.get(c.req.query("token") ?? "");
    if (link === undefined || link.used || link.expiresAt <= world.clock.milliseconds()) {
      return c.html(refusalPage("This link was used or is too old. Start again where you came from."), 400);
    }
    return c.redirect(follow(world, link), 302);
  });
}

function readRequest(world: MonzoWorld, c: MonzoContext): AuthorizeRequest | string {
  const query = (name: string) => c.req.query(name) ?? "";
  const client = world.clients.get(query("client_id"));
  if (client === undefined) return "The client is not known.";
  if (!client.redirectUris.includes(query("redirect_uri"))) {
    return "The redirect address is not one that the client has registered.";
  }
  if (query("response_type") !== "code") return "The response_type must be code.";
  return { client, redirectUri: query("redirect_uri"), state: query("state") };
}

function mailLink(world: MonzoWorld, { client, redirectUri, state }: AuthorizeRequest, email: string) {
  const user = world.users.find((row) => row.email.toLowerCase() === email.trim().toLowerCase());
  if (user === undefined) return null;
  const expiresAt = world.clock.milliseconds() + LINK_SECONDS * 1000;
  const basics = { token: secret(world, 40), clientId: client.clientId, userId: user.userId };
  world.ledger.append("link-mailed", { clientId: client.clientId, email: user.email });
  return world.magicLinks.insert({ ...basics, redirectUri, state, expiresAt, used: false });
}

function follow(world: MonzoWorld, link: MagicLink): string {
  const { clientId, redirectUri, userId, state } = link;
  link.used = true;
  const expiresAt = world.clock.milliseconds() + CODE_SECONDS * 1000;
  const code = secret(world, 120);
  world.codes.insert({ code, clientId, redirectUri, userId, expiresAt, used: false });
  world.ledger.append("code-issued", { clientId, userId });
  const back = new URL(redirectUri);
  back.searchParams.set("code", code);
  if (state !== "") back.searchParams.set("state", state);
  return back.toString();
}
