import type { Context } from "hono";
import type { SimulatorApp, SimulatorEnv } from "../../kit/index.ts";
import type { Application } from "../flipkart-entities.ts";
import { FlipkartRefusal } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { issueAccessToken, issueGrant, rotateGrant, tokenAnswer } from "./tokens.ts";

type Query = (name: string) => string;

/** `GET /oauth-service/oauth/token`: the three grants, each with the application's Basic credentials. */
export function addTokenRoutes(world: FlipkartWorld, app: SimulatorApp) {
  app.get("/oauth-service/oauth/token", (c) => {
    const application = requireApplication(world, c);
    const query: Query = (name) => c.req.query(name) ?? "";
    const grants: Readonly<Record<string, () => Record<string, unknown>>> = {
      client_credentials: () => clientCredentials(world, application, query),
      authorization_code: () => authorizationCode(world, application, query),
      refresh_token: () => refreshToken(world, application, query),
    };
    const run = grants[query("grant_type")];
    if (run === undefined) throw grantRefusal("unsupported_grant_type", "Unsupported grant type");
    return c.json(run());
  });
}

function requireApplication(world: FlipkartWorld, c: Context<SimulatorEnv>): Application {
  const [, encoded = ""] = /^Basic (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  const pair = Buffer.from(encoded, "base64").toString();
  const colon = pair.indexOf(":");
  const [id, secret] = [pair.slice(0, Math.max(0, colon)), pair.slice(colon + 1)];
  const application = world.applications.get(id);
  if (application === undefined) throw unauthorized(`No client with requested id: ${id}`);
  if (application.applicationSecret !== secret) throw unauthorized("Bad credentials");
  return application;
}

function clientCredentials(world: FlipkartWorld, application: Application, query: Query) {
  if (application.kind !== "self")
    throw grantRefusal("unauthorized_client", "Unauthorized grant type: client_credentials");
  refuseScope(query("scope"));
  const token = issueAccessToken(world, application, null);
  world.ledger.append("token-issued", { applicationId: application.applicationId, grant: "client_credentials" });
  return tokenAnswer(world, token, null);
}

function authorizationCode(world: FlipkartWorld, application: Application, query: Query) {
  const code = world.codes.get(query("code"));
  const isGood =
    code !== undefined &&
    !code.used &&
    code.applicationId === application.applicationId &&
    code.expiresAt > world.clock.milliseconds();
  if (!isGood) throw grantRefusal("invalid_grant", `Invalid authorization code: ${query("code")}`);
  if (code.redirectUri !== query("redirect_uri")) throw grantRefusal("invalid_grant", "Redirect URI mismatch.");
  code.used = true;
  const grant = issueGrant(world, application);
  world.ledger.append("consent-exchanged", { applicationId: application.applicationId });
  return tokenAnswer(world, issueAccessToken(world, application, grant), grant);
}

function refreshToken(world: FlipkartWorld, application: Application, query: Query) {
  const wanted = query("refresh_token");
  const grant = world.grants.find((row) => row.refreshToken === wanted);
  const isGood =
    grant !== undefined &&
    !grant.revoked &&
    grant.applicationId === application.applicationId &&
    grant.expiresAt > world.clock.milliseconds();
  if (!isGood) throw grantRefusal("invalid_grant", "Invalid refresh token");
  rotateGrant(world, grant);
  world.ledger.append("token-refreshed", { applicationId: application.applicationId });
  return tokenAnswer(world, issueAccessToken(world, application, grant), grant);
}

function refuseScope(scope: string) {
  const unknown = scope.split(",").filter((name) => name !== "Seller_Api" && name !== "Default");
  if (unknown.length > 0) throw grantRefusal("invalid_scope", `Invalid scope: ${unknown.join(",")}`);
}

function unauthorized(description: string): FlipkartRefusal {
  return new FlipkartRefusal(401, { error: "unauthorized", error_description: description });
}

function grantRefusal(error: string, description: string): FlipkartRefusal {
  return new FlipkartRefusal(400, { error, error_description: description });
}
