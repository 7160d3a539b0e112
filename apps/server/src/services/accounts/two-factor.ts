import { z } from "zod";
import { conflict } from "../service-error.ts";
import type { AccountVerb } from "./account-verb.ts";
import { auditAccount } from "./audit-account.ts";
import { describeAccount } from "./describe-account.ts";
import { drawQrCode } from "./draw-qr-code.ts";

export const passwordInput = z.object({ password: z.string().max(1000) });
export const codeInput = z.object({
  code: z
    .string()
    .transform((code) => code.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});

/** What an authenticator app needs, shown once. */
export interface ShownSetUp {
  /** The secret for those who cannot scan. */
  secret: string;
  /** The secret as an SVG picture. */
  picture: string;
  recoveryCodes: readonly string[];
}

/** Makes a secret that counts from its first right code on. Refused while a second factor is on. */
export async function startTwoFactor(verb: AccountVerb<z.infer<typeof passwordInput>>): Promise<ShownSetUp> {
  const { parts, session, input, requestHeaders } = verb;
  await parts.accounts.requirePassword(session.user, input.password);
  const { twoFactor } = await describeAccount({ ...verb, input: undefined });
  if (twoFactor) throw conflict("A second factor is on already.", { remedy: "Turn it off first to use another app." });
  const { uri, recoveryCodes } = await parts.accounts.startTwoFactor({ ...input, requestHeaders });
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return { secret, picture: drawQrCode(uri), recoveryCodes };
}

/** Turns the second factor on. Answers the cookies of the session that goes on. */
export async function confirmTwoFactor(verb: AccountVerb<z.infer<typeof codeInput>>): Promise<readonly string[]> {
  const { parts, session, input, requestHeaders } = verb;
  const cookies = await parts.accounts.confirmTwoFactor({ ...input, requestHeaders });
  const text = `${session.user.name} turned a second factor on.`;
  await auditAccount(parts, { ...verb, user: session.user }, { action: "two-factor-on", text });
  return cookies;
}

/** Turns the second factor off, given the password. Answers the cookies of the session that goes on. */
export async function stopTwoFactor(verb: AccountVerb<z.infer<typeof passwordInput>>): Promise<readonly string[]> {
  const { parts, session, input, requestHeaders } = verb;
  await parts.accounts.requirePassword(session.user, input.password);
  const cookies = await parts.accounts.stopTwoFactor({ ...input, requestHeaders });
  const text = `${session.user.name} turned the second factor off.`;
  await auditAccount(parts, { ...verb, user: session.user }, { action: "two-factor-off", text });
  return cookies;
}

/** Replaces the recovery codes, given the password: the former ones open nothing any more. */
export async function renewRecoveryCodes(
  verb: AccountVerb<z.infer<typeof passwordInput>>,
): Promise<{ recoveryCodes: readonly string[] }> {
  const { parts, session, input, requestHeaders } = verb;
  await parts.accounts.requirePassword(session.user, input.password);
  const { twoFactor } = await describeAccount({ ...verb, input: undefined });
  if (!twoFactor) throw conflict("No second factor is on.");
  const recoveryCodes = await parts.accounts.renewRecoveryCodes({ ...input, requestHeaders });
  const text = `${session.user.name} made new recovery codes.`;
  await auditAccount(parts, { ...verb, user: session.user }, { action: "recovery-codes-renewed", text });
  return { recoveryCodes };
}
