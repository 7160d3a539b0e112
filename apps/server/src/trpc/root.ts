import { connectionsRouter } from "./router/connections.ts";
import { demoRouter } from "./router/demo.ts";
import { jobsRouter } from "./router/jobs.ts";
import { platformsRouter } from "./router/platforms.ts";
import { sessionRouter } from "./router/session.ts";
import { setupRouter } from "./router/setup.ts";
import { router } from "./trpc.ts";

/** The whole API: one router file per area, one service verb per procedure. */
export const appRouter = router({
  setup: setupRouter,
  session: sessionRouter,
  platforms: platformsRouter,
  connections: connectionsRouter,
  demo: demoRouter,
  jobs: jobsRouter,
});
export type AppRouter = typeof appRouter;
