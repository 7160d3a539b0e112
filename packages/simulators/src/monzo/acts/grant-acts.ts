import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { approvedAt } from "../caller.ts";
import type { Grant } from "../monzo-entities.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { endGrant, issuePair, openGrant } from "../oauth/tokens.ts";

const whose = z.strictObject({ email: z.string().optional() });

/** What the customer does in the app, and what happens to tokens outside the API. */
export function grantActs(world: MonzoWorld) {
  return {
    /** The customer approves in the app: all that waits, or what waits for that address. */
    approve: defineAct(whose, ({ email }) => {
      const waiting = waitingGrants(world).filter((grant) => belongsTo(world, grant, email));
      if (waiting.length === 0) throw new ActRefused("Nothing waits for approval");
      for (const grant of waiting) approve(world, grant);
      return { approved: waiting.map(({ id }) => id) };
    }),
    /** The customer removes the client in the app: its tokens die. */
    revoke: defineAct(whose, ({ email }) => {
      const living = world.grants.where((grant) => !grant.dead && belongsTo(world, grant, email));
      for (const grant of living) endGrant(world, grant, "removed by the customer");
      return { revoked: living.length };
    }),
    /** Gives tokens without the authorisation page, for tests that are about something else. */
    issueTokens: defineAct(
      z.strictObject({
        clientId: z.string().optional(),
        email: z.string().optional(),
        approved: z.boolean().default(true),
      }),
      ({ clientId, email, approved }) => {
        const client = clientId === undefined ? world.clients.all()[0] : world.clients.get(clientId);
        const user = world.users.find((row) => email === undefined || row.email === email);
        if (client === undefined || user === undefined) throw new ActRefused("There is no such client or user");
        const grant = openGrant(world, { clientId: client.clientId, userId: user.userId });
        if (approved) approve(world, grant);
        const pair = issuePair(world, grant);
        return {
          accessToken: pair.access_token,
          refreshToken: pair.refresh_token ?? null,
          expiresIn: pair.expires_in,
          accessTokenExpiresAt: new Date(world.clock.milliseconds() + pair.expires_in * 1000).toISOString(),
          userId: user.userId,
        };
      },
    ),
    /** Access tokens given out so far expire; refresh tokens stay. */
    expireAccessTokens: defineAct(z.strictObject({}), () => {
      const tokens = world.accessTokens.all();
      for (const token of tokens) token.expiresAt = world.clock.milliseconds();
      return { expired: tokens.length };
    }),
  };
}

/** Grants that live and wait for the customer. */
export function waitingGrants(world: MonzoWorld): Grant[] {
  return world.grants.where((grant) => !grant.dead && approvedAt(world, grant) === null);
}

/** Approves a grant that waits; one that was approved keeps its moment. */
export function approve(world: MonzoWorld, grant: Grant) {
  if (grant.dead || approvedAt(world, grant) !== null) return;
  grant.approvedAt = world.clock.milliseconds();
  world.ledger.append("grant-approved", { grantId: grant.id, userId: grant.userId });
}

function belongsTo(world: MonzoWorld, grant: Grant, email: string | undefined): boolean {
  return email === undefined || world.users.get(grant.userId)?.email === email;
}
