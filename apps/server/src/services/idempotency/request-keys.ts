import { keepHttpAnswer, releaseHttpKey, takeHttpKey } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { conflict, ServiceError } from "../service-error.ts";

const lockMs = 10 * 60_000;
const keptMs = 24 * 3_600_000;

/** Who asks, and the key under which they ask. Keys of different people do not meet. */
export interface KeyHolder {
  userId: string;
  key: string;
}

export interface KeptAnswer {
  status: number;
  body: string;
}

/**
 * Takes a key for a request: null for whoever is first, the answer given for a repeated request. Throws `conflict` while
 * the first is being worked on, and `key_reused` for another request under the key.
 */
export async function takeRequestKey(
  ctx: ServiceContext,
  { holder, requestHash }: { holder: KeyHolder; requestHash: string },
): Promise<KeptAnswer | null> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  const lockedUntil = new Date(now.getTime() + lockMs);
  const keptSince = new Date(now.getTime() - keptMs);
  const taken = await ctx.db.inWorkspace(workspaceId, (tx) =>
    takeHttpKey(tx, { ...holder, workspaceId, requestHash, now, lockedUntil, keptSince }),
  );
  if (taken.state === "first") return null;
  if (taken.state === "answered") return { status: taken.status, body: taken.body };
  if (taken.state === "running") throw conflict("This request is being worked on. Ask again in a moment.");
  throw new ServiceError({
    code: "key_reused",
    message: "This idempotency key was used for another request.",
    remedy: "Use a new key for each new request.",
  });
}

/** Keeps the answer for a day. */
export async function keepAnswer(ctx: ServiceContext, holder: KeyHolder, answer: KeptAnswer): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) => keepHttpAnswer(tx, holder, answer));
}

/** Gives the key back: nothing took effect, so the same may be asked again. */
export async function releaseKey(ctx: ServiceContext, holder: KeyHolder): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) => releaseHttpKey(tx, holder));
}
