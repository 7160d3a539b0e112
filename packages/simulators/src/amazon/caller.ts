import type { Context } from "hono";
import type { SimulatorEnv } from "../kit/index.ts";
import type { AccessToken, Application, Seller } from "./amazon-entities.ts";
import { accessDenied, expiredToken, invalidInput, invalidToken, missingToken } from "./amazon-errors.ts";
import type { AmazonWorld } from "./amazon-world.ts";

/** A call for a seller. */
export interface SellerCaller {
  application: Application;
  seller: Seller;
  token: AccessToken;
}

/** A call of the application for itself. */
export interface GrantlessCaller {
  application: Application;
}

const MAX_USER_AGENT = 500;

/** Finds out who calls; refuses with 403 in Amazon's variants. */
export function requireSeller(
  world: AmazonWorld,
  c: Context<SimulatorEnv>,
  anyOfRoles: readonly string[],
): SellerCaller {
  const { application, token } = requireToken(world, c);
  const seller = token.sellerId === null ? undefined : world.sellers.get(token.sellerId);
  if (seller === undefined || seller.region !== c.req.param("host")?.slice("api-".length)) throw accessDenied();
  requireRoles(application, anyOfRoles);
  return { application, seller, token };
}

export function requireGrantless(world: AmazonWorld, c: Context<SimulatorEnv>, scope: string): GrantlessCaller {
  const { application, token } = requireToken(world, c);
  if (token.scope !== scope) throw accessDenied();
  return { application };
}

function requireRoles(application: Application, anyOf: readonly string[]) {
  if (anyOf.length > 0 && !anyOf.some((role) => application.roles.includes(role))) throw accessDenied();
}

function requireToken(world: AmazonWorld, c: Context<SimulatorEnv>) {
  const userAgent = c.req.header("user-agent") ?? "";
  if (userAgent === "" || userAgent.length > MAX_USER_AGENT) throw invalidInput("The User-Agent header is not valid.");
  const text = c.req.header("x-amz-access-token");
  if (text === undefined || text === "") throw missingToken();
  const token = world.accessTokens.get(text);
  const application = token && world.applications.get(token.clientId);
  if (token === undefined || application === undefined || isRevoked(world, token)) throw invalidToken();
  if (token.expiresAt <= world.clock.milliseconds()) throw expiredToken();
  return { application, token };
}

function isRevoked(world: AmazonWorld, { refreshToken }: AccessToken): boolean {
  return refreshToken !== null && (world.grants.get(refreshToken)?.revoked ?? true);
}
