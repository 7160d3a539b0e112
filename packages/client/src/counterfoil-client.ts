import type { AppRouter } from "@counterfoil/server";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { credentialHeaders } from "./credential-headers.ts";
import { originOf } from "./origin-of.ts";

/** Every procedure of a Counterfoil server, typed from the server's own router. */
export type CounterfoilClient = TRPCClient<AppRouter>;

export interface CounterfoilClientOptions {
  /** The server's address, such as `http://127.0.0.1:4780`. */
  url: string;
  /** An API key (Settings, API keys), or a session's token. For programs. */
  key?: string;
  /** The session from `signIn`. Leave it out in a page that the server itself serves: the browser has the cookie. */
  session?: string;
  /** Defaults to the global one. */
  fetch?: typeof globalThis.fetch;
}

/** Makes a client. Calls made in the same moment travel as one request. */
export function createCounterfoilClient(options: CounterfoilClientOptions): CounterfoilClient {
  const origin = originOf(options.url);
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${origin}/trpc`,
        headers: credentialHeaders(options),
        ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      }),
    ],
  });
}
