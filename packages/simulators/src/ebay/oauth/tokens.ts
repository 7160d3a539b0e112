import type { AuthorizationCode, Grant } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";

/** Seconds an authorization code lives. */
export const CODE_SECONDS = 299;
/** Seconds a refresh token lives: 18 months. */
export const REFRESH_TOKEN_SECONDS = 47_304_000;

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Keeps a consent and gives the code that stands for it. */
export function issueCode(
  world: EbayWorld,
  consent: Pick<AuthorizationCode, "clientId" | "username" | "scopes">,
): AuthorizationCode {
  const code = `v^1.1#i^1#f^0#I^3#p^3#r^1#t^${secret(world, 172)}==`;
  const expiresAt = world.clock.milliseconds() + CODE_SECONDS * 1000;
  return world.codes.put({ ...consent, code, expiresAt, used: false });
}

/** Makes a grant: from a code, or by a test. */
export function issueGrant(world: EbayWorld, consent: Pick<Grant, "clientId" | "username" | "scopes">): Grant {
  const refreshToken = `v^1.1#i^1#f^0#p^3#I^3#r^1#t^${secret(world, 66)}==`;
  const expiresAt = world.clock.milliseconds() + REFRESH_TOKEN_SECONDS * 1000;
  return world.grants.put({ ...consent, refreshToken, expiresAt, revoked: false });
}

/** A user access token from a grant, for its scopes or fewer. */
export function issueUserToken(world: EbayWorld, grant: Grant, scopes: readonly string[] = grant.scopes) {
  const { clientId, username, refreshToken } = grant;
  return issueAccessToken(world, { clientId, username, refreshToken, scopes });
}

/** An access token; `username` null makes an application token. */
export function issueAccessToken(
  world: EbayWorld,
  owner: { clientId: string; username: string | null; refreshToken: string | null; scopes: readonly string[] },
) {
  const expiresIn = world.settings.accessTokenSeconds;
  const { accessToken } = world.accessTokens.put({
    ...owner,
    accessToken: `v^1.1#i^1#p^3#r^0#I^3#f^0#t^H4sI${secret(world, 256)}=`,
    expiresAt: world.clock.milliseconds() + expiresIn * 1000,
  });
  return { accessToken, expiresIn };
}

function secret(world: EbayWorld, length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(world.random.integer(0, ALPHABET.length - 1))).join("");
}
