import { createHmac } from "node:crypto";
import type { DatabaseHandle } from "@counterfoil/db";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { symmetricDecrypt } from "better-auth/crypto";

const stepMs = 30_000;
const pendingCookie = "two_factor";

type Db = Pick<DatabaseHandle, "db">;
type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * Lets an authenticator's code be used once: the half minute of the last used code is kept with the secret, and codes
 * of it or of one before are refused, in every process. The library alone takes a code as often as it comes.
 */
export function oneTimeCodes(db: Db): BetterAuthPlugin {
  return {
    id: "one-time-codes",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/two-factor/verify-totp",
          handler: createAuthMiddleware(async (ctx) => {
            const userId = await whoProves(ctx);
            if (userId !== null && !(await takeCode(db, ctx, userId)))
              throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
          }),
        },
      ],
    },
  };
}

/** Whose code it would be: of the sign-in that waits for it, or of whoever is signed in. */
async function whoProves(ctx: Context): Promise<string | null> {
  const session = await getSessionFromCtx(ctx);
  if (session !== null) return session.user.id;
  const { name } = ctx.context.createAuthCookie(pendingCookie);
  const pending = await ctx.getSignedCookie(name, ctx.context.secret);
  if (!pending) return null;
  return (await ctx.context.internalAdapter.findVerificationValue(pending))?.value ?? null;
}

/** False for a code that was used. A wrong one is left to the library, which counts it. */
async function takeCode({ db }: Db, ctx: Context, userId: string): Promise<boolean> {
  const found = await db.selectFrom("auth.twoFactor").select("secret").where("userId", "=", userId).executeTakeFirst();
  if (found === undefined) return true;
  const secret = await symmetricDecrypt({ key: ctx.context.secretConfig, data: found.secret });
  const step = stepOf(String((ctx.body as { code?: unknown } | undefined)?.code), secret);
  if (step === null) return true;
  const taken = await db
    .updateTable("auth.twoFactor")
    .set({ lastUsedStep: String(step) })
    .where("userId", "=", userId)
    .where((eb) => eb.or([eb("lastUsedStep", "is", null), eb("lastUsedStep", "<", String(step))]))
    .executeTakeFirst();
  return Number(taken.numUpdatedRows) > 0;
}

/** The half minute to which a code belongs, of those the library accepts by the machine's clock; null for none. */
function stepOf(code: string, secret: string): number | null {
  const present = Math.floor(Date.now() / stepMs);
  return [present + 1, present, present - 1].find((step) => codeAt(step, secret) === code) ?? null;
}

/** RFC 6238: six digits of HMAC-SHA-1. */
function codeAt(step: number, secret: string): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", secret).update(counter).digest();
  const number = digest.readUInt32BE((digest.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}
