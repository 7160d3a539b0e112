import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Hono } from "hono";
import { compress } from "hono/compress";
import type { HttpEnv } from "./http-env.ts";

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Counterfoil</title>
<p>The page has not been built yet. Run <code>npm start</code> in the repository, or build <code>apps/web</code>.</p>`;

/** Serves the built page. Every path that is no file is the page itself: it has its own router. */
export function mountStaticWeb(app: Hono<HttpEnv>, webDir: string): void {
  const indexFile = join(webDir, "index.html");
  if (existsSync(webDir)) {
    app.use("*", compress());
    app.use(
      "*",
      serveStatic({
        root: webDir,
        precompressed: true,
        onFound: (_path, c) => {
          // File names under assets/ carry a hash of their content.
          const forGood = c.req.path.startsWith("/assets/");
          c.header("cache-control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
        },
      }),
    );
  }
  app.get("*", (c) => {
    c.header("cache-control", "no-cache");
    if (!existsSync(indexFile)) return c.html(notBuilt, 503);
    return c.html(readFileSync(indexFile, "utf8"));
  });
}
