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
    throw new SignInError("The server did not answer. Check that Counterfoil is running, then try again.");
  }
}

/** Starts a session (a cookie). Throws a `SignInError`. */
export async function signIn(email: string, password: string): Promise<void> {
  const response = await post("/api/auth/sign-in/email", { email, password });
  if (response.ok) return;
  if (response.status === 429) throw new SignInError("Too many attempts. Wait a minute, then try again.");
  if (response.status < 500) throw new SignInError("The e-mail or the password is wrong.");
  throw new SignInError("The server could not sign you in just now. Try again in a moment.");
}

export async function signOut(): Promise<void> {
  const response = await post("/api/auth/sign-out", {});
  if (!response.ok) throw new SignInError("Signing out failed. Try again in a moment.");
}
