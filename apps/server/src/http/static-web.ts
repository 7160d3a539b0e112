import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, Hono } from "hono";
import { compress } from "hono/compress";
import type { HttpEnv } from "./http-env.ts";
import { answerPage } from "./page-nonce.ts";

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Counterfoil</title>
<p>The page has not been built yet. Run <code>npm start</code> in the repository, or build <code>apps/web</code>.</p>`;

/** Serves the built page. Every path that is no file is the page itself: it has its own router. */
export function mountStaticWeb(app: Hono<HttpEnv>, webDir: string): void {
  const indexFile = join(webDir, "index.html");
  const page = (c: Context<HttpEnv>) => {
    // Without a validator: a page kept by the browser never goes with the policy of a newer answer.
    c.header("cache-control", "no-cache");
    if (!existsSync(indexFile)) return c.html(notBuilt, 503);
    return answerPage(c, readFileSync(indexFile, "utf8"));
  };
  if (existsSync(webDir)) {
    app.use("*", compress());
    for (const path of ["/", "/index.html", "/index.html.br", "/index.html.gz"]) app.get(path, page);
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
  app.get("*", page);
}
