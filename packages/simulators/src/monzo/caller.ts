import type { MonzoContext } from "./monzo-answers.ts";
import type { Account, Grant } from "./monzo-entities.ts";
import {
  badToken,
  evictedToken,
  expiredToken,
  insufficientPermissions,
  notFound,
  tooManyRequests,
} from "./monzo-errors.ts";
import { type MonzoWorld, REQUESTS_QUOTA } from "./monzo-world.ts";

/** The grant behind the bearer token, or a refusal in the words of why not. */
export function requireGrant(world: MonzoWorld, c: MonzoContext): Grant {
  const [, text = ""] = /^Bearer (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
  const token = world.accessTokens.get(text);
  const grant = token && world.grants.get(token.grantId);
  if (token === undefined || grant === undefined || grant.dead) throw badToken();
  if (token.evicted) throw evictedToken();
  if (token.expiresAt <= world.clock.milliseconds()) throw expiredToken();
  if (!world.quotas.take(REQUESTS_QUOTA, grant.clientId).allowed) throw tooManyRequests();
  return grant;
}

/** Refuses until the user has approved in the app. */
export function requireApproval(world: MonzoWorld, grant: Grant) {
  if (approvedAt(world, grant) === null) throw insufficientPermissions();
}

/** When the grant was approved: by the user, or by itself where the switch says so; null while it is not. */
export function approvedAt(world: MonzoWorld, grant: Grant): number | null {
  const { approveAfterSeconds } = world.settings;
  if (grant.approvedAt === null && approveAfterSeconds !== null) {
    const due = grant.signedInAt + approveAfterSeconds * 1000;
    if (due <= world.clock.milliseconds()) grant.approvedAt = due;
  }
  return grant.approvedAt;
}

/** An account of the user; those of others are not there. */
export function requireAccount(world: MonzoWorld, grant: Grant, accountId: string): Account {
  const account = world.accounts.get(accountId);
  if (account === undefined || account.userId !== grant.userId) throw notFound("Account");
  return account;
}
