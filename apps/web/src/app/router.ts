import { createRouter } from "@tanstack/react-router";
import { routeTree } from "./routes/route-tree.ts";
import { PageFailed } from "./shell/page-failed.tsx";
import { PagePending } from "./shell/page-pending.tsx";

export const router = createRouter({
  routeTree,
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
