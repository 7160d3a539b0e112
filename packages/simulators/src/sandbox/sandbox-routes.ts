import { type Context, Hono } from "hono";
import { z } from "zod";
import { ActRefused } from "../kit/index.ts";
import { landingPage } from "./landing-page.ts";
import type { Sandbox } from "./start-sandbox.ts";

const arrivalInput = z.strictObject({ count: z.number().int().min(1).max(100).default(1) });

/** Routes beside the platforms: the front page, the stock list, and orders on request. */
export function sandboxRoutes(sandbox: () => Sandbox): Hono {
  const app = new Hono();
  app.get("/", (c) => c.html(landingPage(sandbox())));
  app.get("/sandbox/stock.csv", (c) =>
    c.body(sandbox().stockCsv(), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="stock.csv"',
    }),
  );
  app.get("/sandbox/payouts.json", (c) => c.json(sandbox().payouts));
  app.post("/sandbox/arrivals", async (c) => {
    const fromForm = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
    const input = arrivalInput.safeParse(fromForm ? {} : await readJson(c));
    if (!input.success) return c.json({ error: z.prettifyError(input.error) }, 400);
    try {
      const arrivals = sandbox().arrive(input.data.count);
      return fromForm ? c.redirect("/", 303) : c.json(arrivals, 201);
    } catch (error) {
      if (error instanceof ActRefused) return c.json({ error: error.message }, 409);
      throw error;
    }
  });
  return app;
}

async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
