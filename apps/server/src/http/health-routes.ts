import type { Hono } from "hono";
import type { HttpEnv } from "./http-env.ts";

/** `/healthz`: the process answers. `/readyz`: it can reach its database. */
export function mountHealthRoutes(app: Hono<HttpEnv>, isReady: () => Promise<boolean>): void {
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => {
    const ready = await isReady().catch(() => false);
    return c.json({ status: ready ? "ready" : "not ready" }, ready ? 200 : 503);
  });
}
