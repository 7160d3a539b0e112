import type { AppRouter } from "@counterfoil/server";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { originOf } from "./origin-of.ts";

/** Every procedure of a Counterfoil server, typed from the server's own router. */
export type CounterfoilClient = TRPCClient<AppRouter>;

export interface CounterfoilClientOptions {
  /** The server's address, such as `http://127.0.0.1:4780`. */
  url: string;
  /** The session from `signIn`. Leave it out in a page that the server itself serves: the browser has the cookie. */
  session?: string;
  /** Defaults to the global one. */
  fetch?: typeof globalThis.fetch;
}

/** Makes a client. Calls made in the same moment travel as one request. */
export function createCounterfoilClient(options: CounterfoilClientOptions): CounterfoilClient {
  const origin = originOf(options.url);
  const { session } = options;
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${origin}/trpc`,
        // The server takes writes with a session only from its own origin; outside a browser nobody else says it.
        headers: session === undefined ? {} : { cookie: session, origin },
        ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
      }),
    ],
  });
}
