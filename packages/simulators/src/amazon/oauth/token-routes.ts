import type { Context } from "hono";
import type { SimulatorApp } from "../../kit/index.ts";
import type { Application, AuthorizationCode } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { acceptsSecret } from "./client-secrets.ts";
import { issueGrant, issueGrantlessToken, issueSellerToken } from "./tokens.ts";

export const TOKEN_PATH = "/lwa/auth/o2/token";
const scopes = ["sellingpartnerapi::notifications", "sellingpartnerapi::client_credential:rotation"];

/** Error of the token endpoint: HTTP status, `error`, `error_description`. */
type TokenError = readonly [400 | 401, string, string];
const INVALID_CLIENT: TokenError = [401, "invalid_client", "Client authentication failed"];
const INVALID_CODE: TokenError = [400, "invalid_grant", "The request has an invalid grant parameter : code"];
const INVALID_REFRESH: TokenError = [
  400,
  "invalid_grant",
  "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
];
const INVALID_SCOPE: TokenError = [400, "invalid_scope", "The request has an invalid parameter : scope"];
const UNSUPPORTED: TokenError = [
  400,
  "unsupported_grant_type",
  "The authorization grant type is not supported by the authorization server",
];
const missing = (name: string): TokenError => [
  400,
  "invalid_request",
  `The request is missing a required parameter : ${name}`,
];

class TokenRefusal extends Error {
  readonly answer: TokenError;
  constructor(answer: TokenError) {
    super(answer[1]);
    this.answer = answer;
  }
}

type Parameters = ReadonlyMap<string, string>;

/** Login with Amazon: authorization_code, refresh_token and client_credentials. */
export function addTokenRoutes(world: AmazonWorld, app: SimulatorApp) {
  app.post(TOKEN_PATH, async (c) => {
    try {
      return c.json(answerToken(world, await readParameters(c)));
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      const [status, name, description] = error.answer;
      return c.json({ error: name, error_description: description, request_id: world.random.uuid() }, status);
    }
  });
}

// A form by the book; a JSON body is taken as well.
async function readParameters(c: Context): Promise<Parameters> {
  const text = await c.req.text();
  if (!c.req.header("content-type")?.startsWith("application/json")) return new Map(new URLSearchParams(text));
  try {
    const body: unknown = JSON.parse(text);
    const entries = Object.entries(typeof body === "object" && body !== null ? body : {});
    return new Map(entries.map(([name, value]) => [name, String(value)]));
  } catch {
    throw new TokenRefusal(missing("grant_type"));
  }
}

function answerToken(world: AmazonWorld, parameters: Parameters) {
  const answers = { authorization_code: fromCode, refresh_token: fromRefreshToken, client_credentials: grantless };
  const type = require(parameters, "grant_type");
  if (!Object.hasOwn(answers, type)) throw new TokenRefusal(UNSUPPORTED);
  const application = world.applications.get(require(parameters, "client_id"));
  const secret = require(parameters, "client_secret");
  if (application === undefined || !acceptsSecret(world, application, secret)) throw new TokenRefusal(INVALID_CLIENT);
  return answers[type as keyof typeof answers](world, application, parameters);
}

function require(parameters: Parameters, name: string): string {
  const value = parameters.get(name) ?? "";
  if (value === "") throw new TokenRefusal(missing(name));
  return value;
}

function fromCode(world: AmazonWorld, application: Application, parameters: Parameters) {
  const consent = world.codes.get(require(parameters, "code"));
  if (consent === undefined || !isUsable(world, consent, application)) throw new TokenRefusal(INVALID_CODE);
  const redirectUri = parameters.get("redirect_uri") ?? consent.redirectUri;
  if (redirectUri !== consent.redirectUri) throw new TokenRefusal(INVALID_CODE);
  consent.used = true;
  const { clientId, sellerId } = consent;
  const grant = issueGrant(world, { clientId, sellerId });
  world.ledger.append("consent-exchanged", { clientId, sellerId });
  return answer(world, issueSellerToken(world, grant).accessToken, grant.refreshToken);
}

function isUsable(world: AmazonWorld, code: AuthorizationCode, { clientId }: Application): boolean {
  return !code.used && code.clientId === clientId && code.expiresAt > world.clock.milliseconds();
}

function fromRefreshToken(world: AmazonWorld, { clientId }: Application, parameters: Parameters) {
  const grant = world.grants.get(require(parameters, "refresh_token"));
  if (grant === undefined || grant.revoked || grant.clientId !== clientId) throw new TokenRefusal(INVALID_REFRESH);
  world.ledger.append("token-refreshed", { clientId, sellerId: grant.sellerId });
  return answer(world, issueSellerToken(world, grant).accessToken, grant.refreshToken);
}

function grantless(world: AmazonWorld, { clientId }: Application, parameters: Parameters) {
  const scope = require(parameters, "scope");
  if (!scopes.includes(scope)) throw new TokenRefusal(INVALID_SCOPE);
  return answer(world, issueGrantlessToken(world, clientId, scope).accessToken, null);
}

// A refresh gives the same refresh token once more.
function answer(world: AmazonWorld, accessToken: string, refreshToken: string | null) {
  return {
    access_token: accessToken,
    ...(refreshToken !== null && { refresh_token: refreshToken }),
    token_type: "bearer",
    expires_in: world.settings.accessTokenSeconds,
  };
}
