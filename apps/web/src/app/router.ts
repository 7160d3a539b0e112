import { createRouter, parseSearchWith } from "@tanstack/react-router";
import { parseExactly } from "../lib/search-params.ts";
import { routeTree } from "./routes/route-tree.ts";
import { PageFailed } from "./shell/page-failed.tsx";
import { PagePending } from "./shell/page-pending.tsx";

export const router = createRouter({
  routeTree,
  parseSearch: parseSearchWith(parseExactly),
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
