import type { AnyRoute } from "@tanstack/react-router";
import { queryClient, trpc } from "../lib/api.ts";
import { router } from "./router.ts";

/** Asks for all that the first view needs at once: code of its page, and who is signed in. */
export function loadFirstView(): void {
  void queryClient.prefetchQuery(trpc.setup.status.queryOptions(undefined, { staleTime: 60_000 }));
  void queryClient.prefetchQuery(trpc.session.me.queryOptions());
  const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
  for (const { routeId } of router.matchRoutes(router.latestLocation) as readonly { routeId: string }[]) {
    const component: unknown = routes[routeId]?.options.component;
    if (canLoad(component)) void component.preload();
  }
}

function canLoad(component: unknown): component is { preload: () => Promise<void> } {
  return typeof component === "function" && "preload" in component && typeof component.preload === "function";
}
