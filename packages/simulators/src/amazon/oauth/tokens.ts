import type { AccessToken, Grant, RestrictedResource } from "../amazon-entities.ts";
import { type AmazonWorld, secondsFromNow } from "../amazon-world.ts";

const CODE_SECONDS = 300;
const RESTRICTED_SECONDS = 3600;
const ALPHABET = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];

/** Keeps a consent and gives the code that stands for it: five minutes, one use. */
export function issueCode(world: AmazonWorld, consent: { clientId: string; sellerId: string; redirectUri: string }) {
  const code = `AN${secret(world, 18)}`;
  return world.codes.put({ ...consent, code, expiresAt: secondsFromNow(world, CODE_SECONDS), used: false });
}

/** Makes a grant: from a code, by self-authorisation, or by a test. Earlier ones stay valid. */
export function issueGrant(world: AmazonWorld, owner: { clientId: string; sellerId: string }): Grant {
  return world.grants.put({ ...owner, refreshToken: `Atzr|Iw${secret(world, 180)}`, revoked: false });
}

/** An access token of a grant. */
export function issueSellerToken(world: AmazonWorld, { clientId, sellerId, refreshToken }: Grant): AccessToken {
  return issue(world, { clientId, sellerId, refreshToken, scope: null });
}

/** An access token of the application alone, for one scope. */
export function issueGrantlessToken(world: AmazonWorld, clientId: string, scope: string): AccessToken {
  return issue(world, { clientId, sellerId: null, refreshToken: null, scope });
}

/** A restricted data token; takes the place of the access token in the calls it names. */
export function issueRestrictedToken(world: AmazonWorld, from: AccessToken, restricted: readonly RestrictedResource[]) {
  const token = world.accessTokens.put({
    ...from,
    accessToken: `Atz.sprdt|${secret(world, 120)}`,
    restricted,
    expiresAt: secondsFromNow(world, RESTRICTED_SECONDS),
  });
  return { restrictedDataToken: token.accessToken, expiresIn: RESTRICTED_SECONDS };
}

function issue(
  world: AmazonWorld,
  owner: Pick<AccessToken, "clientId" | "sellerId" | "refreshToken" | "scope">,
): AccessToken {
  return world.accessTokens.put({
    ...owner,
    restricted: null,
    accessToken: `Atza|Iw${secret(world, 180)}`,
    expiresAt: secondsFromNow(world, world.settings.accessTokenSeconds),
  });
}

function secret(world: AmazonWorld, length: number): string {
  return Array.from({ length }, () => world.random.pick(ALPHABET)).join("");
}
