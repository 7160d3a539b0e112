import type { SimulatorApp } from "../../kit/index.ts";
import { ok, type TiktokShopContext } from "../envelope.ts";
import type { App } from "../tiktok-shop-entities.ts";
import { badParameter, rule } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { issueGrant, renewGrant, tokenAnswer } from "./tokens.ts";

/** `GET /api/v2/token/get` and `/refresh`: unsigned, everything in the query, refusals under HTTP 200. */
export function addTokenRoutes(world: TiktokShopWorld, app: SimulatorApp) {
  app.get("/api/v2/token/get", (c) => {
    const caller = authenticate(world, c, "authorized_code");
    const code = world.codes.get(c.req.query("auth_code") ?? "");
    const isGood = code?.appKey === caller.appKey && !code.used && code.expiresAt > world.clock.milliseconds();
    if (code === undefined || !isGood) throw rule(36004004, "authorized code is invalid, expired or used");
    code.used = true;
    const grant = issueGrant(world, caller, code.openId, caller.scopes);
    world.ledger.append("consent-exchanged", { appKey: caller.appKey, openId: code.openId });
    return ok(world, c, tokenAnswer(world, grant));
  });
  app.get("/api/v2/token/refresh", (c) => {
    const caller = authenticate(world, c, "refresh_token");
    const given = c.req.query("refresh_token") ?? "";
    const grant = world.grants.find((row) => row.refreshToken === given && row.appKey === caller.appKey);
    const isGood = grant !== undefined && !grant.revoked && grant.refreshExpiresAt > world.clock.milliseconds();
    if (!isGood) throw rule(36004005, "can not find related auth record");
    renewGrant(world, grant);
    world.ledger.append("token-refreshed", { appKey: caller.appKey, openId: grant.openId });
    return ok(world, c, tokenAnswer(world, grant));
  });
}

function authenticate(world: TiktokShopWorld, c: TiktokShopContext, grantType: string): App {
  const app = world.apps.get(c.req.query("app_key") ?? "");
  if (app === undefined) throw badParameter("Invalid credentials. Invalid `app_key` query parameter.", 200);
  if (c.req.query("app_secret") !== app.appSecret) {
    throw badParameter("Invalid credentials. Invalid `app_secret` query parameter.", 200);
  }
  if (c.req.query("grant_type") !== grantType) {
    throw badParameter("Invalid request. The param grant_type is invalid.", 200);
  }
  return app;
}
