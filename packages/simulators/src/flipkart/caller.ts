import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { Application } from "./flipkart-entities.ts";
import { accessDenied, invalidToken } from "./flipkart-errors.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";

/** The application behind a Bearer token. Basic credentials are refused here as any wrong token is. */
export function requireCaller(world: FlipkartWorld, c: Context<SimulatorEnv>): Application {
  const [, accessToken] = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  const token = accessToken === undefined ? undefined : world.accessTokens.get(accessToken);
  if (token === undefined || token.expiresAt <= world.clock.milliseconds()) throw invalidToken();
  if (token.grantId !== null && (world.grants.get(token.grantId)?.revoked ?? true)) throw invalidToken();
  const application = world.applications.get(token.applicationId);
  if (application === undefined) throw invalidToken();
  if (!application.approved) throw accessDenied();
  return application;
}
