import { originOf } from "./origin-of.ts";

/** How a caller shows who they are: a key, or a session of `signIn`. */
export interface Credentials {
  url: string;
  key?: string | undefined;
  session?: string | undefined;
}

/** The headers that show it; none in a page whose browser has the cookie. */
export function credentialHeaders({ url, key, session }: Credentials): Record<string, string> {
  if (key !== undefined) return { authorization: `Bearer ${key}` };
  if (session === undefined) return {};
  // The server takes writes with a session only from its own origin; outside a browser nobody else says it.
  return { cookie: session, origin: originOf(url) };
}
