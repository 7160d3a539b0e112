import type { Hono } from "hono";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";

/** Downloads under `/api/export`. Each takes its context from `requireService`. */
export function mountExportRoutes(_app: Hono<HttpEnv>, _services: HttpServices): void {}
