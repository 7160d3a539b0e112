import type { SimulatorApp } from "../../kit/index.ts";
import type { Client } from "../monzo-entities.ts";
import { badClient, badCode, badParameter, badRefreshToken, badToken, notAForm } from "../monzo-errors.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import type { MonzoOperation } from "../operation.ts";
import { readForm, required } from "../read-form.ts";
import { endGrant, issuePair, openGrant } from "./tokens.ts";

/** `POST /oauth2/token`: authorization_code and refresh_token. */
export function addTokenRoutes(world: MonzoWorld, app: SimulatorApp) {
  app.post("/oauth2/token", async (c) => {
    // Clients saw refreshes blocked by the header of a token that no longer works.
    if (c.req.header("authorization") !== undefined) throw badToken();
    const form = await readForm(c);
    if ([...form].length === 0) throw notAForm();
    const type = required(form, "grant_type");
    const client = requireClient(world, form);
    if (type === "authorization_code") return c.json(fromCode(world, client, form));
    if (type === "refresh_token") return c.json(fromRefreshToken(world, client, form));
    throw badParameter("grant_type", "Unknown grant type");
  });
}

/** `POST /oauth2/logout`: the token dies and cannot be refreshed. */
export function logoutOperation(world: MonzoWorld): MonzoOperation {
  return {
    operation: "logOut",
    method: "POST",
    path: "/oauth2/logout",
    beforeApproval: true,
    handle(c, grant) {
      endGrant(world, grant, "logged out");
      return c.json({ ok: true });
    },
  };
}

function requireClient(world: MonzoWorld, form: URLSearchParams): Client {
  const client = world.clients.get(required(form, "client_id"));
  if (client === undefined || client.clientSecret !== required(form, "client_secret")) throw badClient();
  return client;
}

function fromCode(world: MonzoWorld, client: Client, form: URLSearchParams) {
  const redirectUri = required(form, "redirect_uri");
  const code = world.codes.get(required(form, "code"));
  const fits = code?.clientId === client.clientId && code.redirectUri === redirectUri;
  if (code === undefined || !fits || code.used || code.expiresAt <= world.clock.milliseconds()) throw badCode();
  code.used = true;
  const grant = openGrant(world, { clientId: client.clientId, userId: code.userId });
  world.ledger.append("code-exchanged", { clientId: client.clientId, userId: code.userId, grantId: grant.id });
  return issuePair(world, grant);
}

function fromRefreshToken(world: MonzoWorld, client: Client, form: URLSearchParams) {
  const token = world.refreshTokens.get(required(form, "refresh_token"));
  const grant = token && world.grants.get(token.grantId);
  if (token === undefined || grant === undefined || grant.dead || grant.clientId !== client.clientId) {
    throw badRefreshToken(world.settings.refreshError);
  }
  if (token.used) {
    endGrant(world, grant, "a refresh token was used twice");
    throw badRefreshToken(world.settings.refreshError);
  }
  token.used = true;
  world.ledger.append("token-refreshed", { clientId: client.clientId, userId: grant.userId, grantId: grant.id });
  return issuePair(world, grant);
}
