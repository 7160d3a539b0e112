import { originOf } from "./origin-of.ts";

export interface SignInOptions {
  /** The server's address. */
  url: string;
  email: string;
  password: string;
  fetch?: typeof globalThis.fetch;
}

/**
 * Signs in and gives the session for `createCounterfoilClient`. Treat it like the password.
 * Throws an Error with the server's words when the sign-in is refused.
 */
export async function signIn({ url, email, password, fetch = globalThis.fetch }: SignInOptions): Promise<string> {
  const origin = originOf(url);
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new Error(await refusalOf(response));
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

async function refusalOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { message?: unknown } | null;
  const words = typeof body?.message === "string" ? body.message : response.statusText;
  return `The server refused the sign-in (${response.status}): ${words}`;
}
