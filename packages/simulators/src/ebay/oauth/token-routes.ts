import type { Context } from "hono";
import type { SimulatorApp } from "../../kit/index.ts";
import type { Application, AuthorizationCode, Grant } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { issueAccessToken, issueGrant, issueUserToken } from "./tokens.ts";

/** Error of the token endpoint: HTTP status, `error`, `error_description`. */
type TokenError = readonly [400 | 401 | 429, string, string];

const INVALID_CLIENT: TokenError = [401, "invalid_client", "client authentication failed"];
const INVALID_GRANT: TokenError = [
  400,
  "invalid_grant",
  "the provided authorization grant code is invalid or was issued to another client",
];
const INVALID_REFRESH: TokenError = [
  400,
  "invalid_grant",
  "the provided authorization refresh token is invalid or was issued to another client",
];
const INVALID_SCOPE: TokenError = [
  400,
  "invalid_scope",
  "The requested scope is invalid, unknown, malformed, or exceeds the scope granted to the client",
];
const UNSUPPORTED: TokenError = [
  400,
  "unsupported_grant_type",
  "grant type in request is not supported by the authorization server",
];
const invalidRequest = (what: string): TokenError => [400, "invalid_request", what];

class TokenRefusal extends Error {
  readonly answer: TokenError;
  constructor(answer: TokenError) {
    super(answer[1]);
    this.answer = answer;
  }
}

/** `POST /identity/v1/oauth2/token`: authorization_code, refresh_token, client_credentials. */
export function addTokenRoutes(world: EbayWorld, app: SimulatorApp) {
  app.post("/identity/v1/oauth2/token", async (c) => {
    try {
      return c.json(await answerToken(world, c));
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      const [status, name, description] = error.answer;
      return c.json({ error: name, error_description: description }, status);
    }
  });
}

async function answerToken(world: EbayWorld, c: Context) {
  const application = authenticate(world, c.req.header("authorization"));
  if (!c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    throw new TokenRefusal(invalidRequest("Content-Type must be application/x-www-form-urlencoded"));
  }
  const form = new URLSearchParams(await c.req.text());
  const type = form.get("grant_type") ?? "";
  const answers = { authorization_code: fromCode, refresh_token: fromRefreshToken, client_credentials: forApplication };
  if (!Object.hasOwn(answers, type)) throw new TokenRefusal(UNSUPPORTED);
  if (!world.quotas.take(`oauth.${type}`, application.clientId).allowed) {
    throw new TokenRefusal([429, "too_many_requests", "The request limit has been reached for the resource."]);
  }
  return answers[type as keyof typeof answers](world, application, form);
}

function authenticate(world: EbayWorld, header: string | undefined): Application {
  const [, encoded = ""] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(header ?? "") ?? [];
  const decoded = Buffer.from(encoded, "base64").toString();
  const colon = decoded.indexOf(":");
  const application = world.applications.get(decoded.slice(0, colon));
  if (colon < 0 || application === undefined || application.clientSecret !== decoded.slice(colon + 1)) {
    throw new TokenRefusal(INVALID_CLIENT);
  }
  return application;
}

function fromCode(world: EbayWorld, application: Application, form: URLSearchParams) {
  const code = form.get("code");
  if (code === null) throw new TokenRefusal(invalidRequest("'code' is missing in the request"));
  if (form.get("redirect_uri") !== application.ruName) {
    throw new TokenRefusal(invalidRequest("'redirect_uri' is missing or is not the RuName of the application"));
  }
  const consent = world.codes.get(code);
  if (consent === undefined || !isUsable(world, consent, application)) throw new TokenRefusal(INVALID_GRANT);
  consent.used = true;
  const { clientId, username, scopes } = consent;
  const grant = issueGrant(world, { clientId, username, scopes });
  const { accessToken, expiresIn } = issueUserToken(world, grant);
  world.ledger.append("consent-exchanged", { clientId, username });
  return {
    access_token: accessToken,
    expires_in: expiresIn,
    refresh_token: grant.refreshToken,
    refresh_token_expires_in: Math.floor((grant.expiresAt - world.clock.milliseconds()) / 1000),
    token_type: "User Access Token",
  };
}

function isUsable(world: EbayWorld, code: AuthorizationCode, application: Application): boolean {
  return !code.used && code.clientId === application.clientId && code.expiresAt > world.clock.milliseconds();
}

function fromRefreshToken(world: EbayWorld, application: Application, form: URLSearchParams) {
  const grant = world.grants.get(form.get("refresh_token") ?? "");
  if (grant === undefined || !isAlive(world, grant, application)) throw new TokenRefusal(INVALID_REFRESH);
  const scopes = scopesOf(form);
  if (!scopes.every((wanted) => grant.scopes.includes(wanted))) throw new TokenRefusal(INVALID_SCOPE);
  const { accessToken, expiresIn } = issueUserToken(world, grant, scopes.length > 0 ? scopes : grant.scopes);
  world.ledger.append("token-refreshed", { clientId: grant.clientId, username: grant.username });
  return { access_token: accessToken, expires_in: expiresIn, token_type: "User Access Token" };
}

function isAlive(world: EbayWorld, grant: Grant, application: Application): boolean {
  return !grant.revoked && grant.clientId === application.clientId && grant.expiresAt > world.clock.milliseconds();
}

function forApplication(world: EbayWorld, application: Application, form: URLSearchParams) {
  const scopes = scopesOf(form);
  if (scopes.length === 0 || !scopes.every((wanted) => application.scopes.includes(wanted))) {
    throw new TokenRefusal(INVALID_SCOPE);
  }
  const owner = { clientId: application.clientId, username: null, refreshToken: null, scopes };
  const { accessToken, expiresIn } = issueAccessToken(world, owner);
  return { access_token: accessToken, expires_in: expiresIn, token_type: "Application Access Token" };
}

function scopesOf(form: URLSearchParams): string[] {
  return (form.get("scope") ?? "").split(/\s+/).filter((text) => text !== "");
}
