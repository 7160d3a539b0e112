import type { Grant } from "../monzo-entities.ts";
import { type MonzoWorld, nextId, secret } from "../monzo-world.ts";

/** A new grant, which the user has yet to approve in the app. */
export function openGrant(world: MonzoWorld, owner: Pick<Grant, "clientId" | "userId">): Grant {
  const signedInAt = world.clock.milliseconds();
  return world.grants.insert({ id: nextId(world, "grant"), ...owner, signedInAt, approvedAt: null, dead: false });
}

/** A pair of tokens as the token endpoint answers it. Every other token of the client and user is evicted. */
export function issuePair(world: MonzoWorld, grant: Grant) {
  const { clientId, userId, id: grantId } = grant;
  const siblings = new Set(
    world.grants.where((row) => row.clientId === clientId && row.userId === userId).map(({ id }) => id),
  );
  for (const row of world.accessTokens.where((token) => siblings.has(token.grantId))) row.evicted = true;
  const expiresIn = world.settings.accessTokenSeconds;
  const expiresAt = world.clock.milliseconds() + expiresIn * 1000;
  const { token } = world.accessTokens.insert({ token: secret(world, 120), grantId, expiresAt, evicted: false });
  const refreshToken = world.clients.get(clientId)?.confidential
    ? world.refreshTokens.insert({ token: secret(world, 90), grantId, used: false }).token
    : null;
  return {
    access_token: token,
    client_id: clientId,
    expires_in: expiresIn,
    ...(refreshToken !== null && { refresh_token: refreshToken }),
    token_type: "Bearer",
    user_id: userId,
  };
}

/** Ends a grant with all its tokens. */
export function endGrant(world: MonzoWorld, grant: Grant, why: string) {
  if (grant.dead) return;
  grant.dead = true;
  world.ledger.append("grant-ended", { grantId: grant.id, userId: grant.userId, why });
}
