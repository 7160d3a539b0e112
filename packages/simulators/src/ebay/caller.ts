import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { AccessToken, Application, Seller } from "./ebay-entities.ts";
import { accessDenied, invalidAccessToken, missingAccessToken } from "./ebay-errors.ts";
import type { EbayWorld } from "./ebay-world.ts";

/** Who calls: an application, and the seller it acts for when the token is a user's. */
export interface Caller {
  application: Application;
  seller: Seller | null;
  scopes: readonly string[];
}

/** What can be wrong with a token. */
export type TokenFault = "unknown" | "expired" | "disabled";

/** Finds who a token belongs to, or says what is wrong with it. */
export function findCaller(world: EbayWorld, accessToken: string): Caller | TokenFault {
  const token = world.accessTokens.get(accessToken);
  if (token === undefined) return "unknown";
  if (isRevoked(world, token)) return "unknown";
  if (token.expiresAt <= world.clock.milliseconds()) return "expired";
  const application = world.applications.get(token.clientId);
  if (application === undefined) return "unknown";
  if (!application.enabled) return "disabled";
  const seller = token.username === null ? null : (world.sellers.get(token.username) ?? null);
  return { application, seller, scopes: token.scopes };
}

/** The caller of a REST call by its Bearer header; refuses with 1001, 1002 or 1100 as eBay does. */
export function requireCaller(world: EbayWorld, c: Context<SimulatorEnv>, anyOfScopes: readonly string[]): Caller {
  const header = c.req.header("authorization");
  if (header === undefined) throw missingAccessToken();
  const [, token] = /^Bearer (\S+)$/.exec(header) ?? [];
  const found = token === undefined ? "unknown" : findCaller(world, token);
  if (found === "disabled") throw accessDenied();
  if (typeof found === "string") throw invalidAccessToken();
  if (anyOfScopes.length > 0 && !anyOfScopes.some((wanted) => found.scopes.includes(wanted))) throw accessDenied();
  return found;
}

function isRevoked(world: EbayWorld, token: AccessToken): boolean {
  return token.refreshToken !== null && (world.grants.get(token.refreshToken)?.revoked ?? true);
}
