import { t } from "./language/language.ts";

/** Why a sign-in failed, in words for the person at the form. */
export class SignInError extends Error {
  override readonly name = "SignInError";
}

async function post(path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SignInError(t("auth.noAnswer"));
  }
}

/** Starts a session (a cookie), or says that a second factor is asked for first. Throws a `SignInError`. */
export async function signIn(email: string, password: string): Promise<"in" | "second-factor"> {
  const response = await post("/api/auth/sign-in/email", { email, password });
  if (response.status === 429) throw new SignInError(t("auth.tooMany"));
  if (response.status >= 500) throw new SignInError(t("auth.notNow"));
  if (!response.ok) throw new SignInError(t("auth.wrong"));
  const answer = (await response.json()) as { twoFactorRedirect?: boolean };
  return answer.twoFactorRedirect === true ? "second-factor" : "in";
}

/** The second step: a code of the app, or a recovery code. Throws a `SignInError`. */
export async function proveSecondFactor(kind: "app" | "recovery", code: string): Promise<void> {
  const path = kind === "app" ? "verify-totp" : "verify-backup-code";
  const response = await post(`/api/auth/two-factor/${path}`, { code: code.replace(/\s/g, "") });
  if (response.ok) return;
  if (response.status === 429) throw new SignInError(t("auth.tooManyCodes"));
  const { code: reason } = (await response.json().catch(() => ({}))) as { code?: string };
  if (reason === "INVALID_CODE" || reason === "INVALID_BACKUP_CODE") throw new SignInError(t("auth.wrongCode"));
  throw new SignInError(t("auth.startOver"));
}

/** Leads to the single sign-on provider: to sign in, or to join its account with the one that is signed in. */
export async function goToSingleSignOn(act: "sign-in" | "join", back: string): Promise<void> {
  const path = act === "sign-in" ? "/api/auth/sign-in/social" : "/api/auth/link-social";
  const errorCallbackURL = act === "sign-in" ? "/login?sso=failed" : `${back}?sso=failed`;
  const response = await post(path, { provider: "sso", callbackURL: back, errorCallbackURL });
  const { url } = (await response.json().catch(() => ({}))) as { url?: string };
  if (!response.ok || url === undefined) throw new SignInError(t("auth.providerAway"));
  window.location.assign(url);
}

export async function signOut(): Promise<void> {
  const response = await post("/api/auth/sign-out", {});
  if (!response.ok) throw new SignInError(t("auth.signOutFailed"));
}
