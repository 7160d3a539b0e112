import type { AppRouter } from "@counterfoil/server";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpLink } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { readFailure } from "./failure.ts";

const permanent = new Set(["invalid", "not_found", "forbidden", "unauthenticated", "conflict", "refused_by_platform"]);

/** One cache for the whole application. Refusals are shown at once; only passing troubles are tried again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && !permanent.has(readFailure(error).code),
    },
  },
});

/** Calls without a cache, for what must not lie in one. */
export const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/trpc" })] });

/** Typed query and mutation options of every procedure of the server. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
