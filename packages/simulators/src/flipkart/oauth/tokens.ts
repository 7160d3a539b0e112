import type { AccessToken, Application, Grant } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";

/** Gives an access token; by client credentials the one that is still good, where this Flipkart does so. */
export function issueAccessToken(world: FlipkartWorld, application: Application, grant: Grant | null): AccessToken {
  const now = world.clock.milliseconds();
  const { applicationId } = application;
  const good = world.accessTokens.find(
    (token) => token.applicationId === applicationId && token.grantId === null && token.expiresAt > now,
  );
  if (grant === null && good !== undefined && world.behaviour.sameToken) return good;
  return world.accessTokens.insert({
    accessToken: world.random.uuid(),
    applicationId,
    expiresAt: now + world.behaviour.accessTokenSeconds * 1000,
    grantId: grant?.grantId ?? null,
  });
}

/** A new consent with its first refresh token. */
export function issueGrant(world: FlipkartWorld, { applicationId }: Application): Grant {
  return world.grants.insert({
    grantId: world.random.uuid(),
    applicationId,
    refreshToken: world.random.uuid(),
    expiresAt: refreshEnd(world),
    revoked: false,
  });
}

/** Replaces the refresh token: the old one is gone. */
export function rotateGrant(world: FlipkartWorld, grant: Grant) {
  grant.refreshToken = world.random.uuid();
  grant.expiresAt = refreshEnd(world);
}

function refreshEnd(world: FlipkartWorld): number {
  return world.clock.milliseconds() + world.behaviour.refreshTokenSeconds * 1000;
}

/** The token endpoint's answer. */
export function tokenAnswer(world: FlipkartWorld, token: AccessToken, grant: Grant | null) {
  return {
    access_token: token.accessToken,
    token_type: "bearer",
    ...(grant !== null && { refresh_token: grant.refreshToken }),
    expires_in: Math.floor((token.expiresAt - world.clock.milliseconds()) / 1000),
    scope: "Seller_Api",
  };
}
