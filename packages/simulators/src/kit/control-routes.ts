import { type Context, Hono } from "hono";
import { z } from "zod";
import { ActRefused, callAct } from "./acts.ts";
import { faultSchema } from "./faults.ts";
import type { Simulator } from "./simulator-types.ts";

/** Path of the control API on every simulator server. */
export const CONTROL_PATH = "/_simulator";

const clockChange = z.strictObject({
  at: z.iso.datetime({ offset: true }).optional(),
  mode: z.enum(["frozen", "advancing"]).optional(),
  advanceMilliseconds: z.number().optional(),
});
const webhookChange = z.strictObject({
  drop: z.number().int().min(0).optional(),
  duplicate: z.number().int().min(0).optional(),
  reorder: z.number().int().min(0).optional(),
});
const quotaChange = z.strictObject({
  limit: z.number().int().min(0).optional(),
  refillPerSecond: z.number().positive().optional(),
  count: z.number().int().min(0).optional(),
  key: z.string().optional(),
});

/** The control API, by which a test in another process sets clock and faults, acts, and reads the ledger. */
export function createControlRoutes(simulators: readonly Simulator[]): Hono {
  const app = new Hono().basePath(CONTROL_PATH);
  app.onError((error, c) => {
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    if (error instanceof SyntaxError) return c.json({ error: "The body is not JSON" }, 400);
    if (error instanceof NotHere) return c.json({ error: error.message }, 404);
    if (error instanceof ActRefused) return c.json({ error: error.message }, 409);
    return c.json({ error: error.message, stack: error.stack }, 500);
  });
  const named = (c: Context) => {
    const simulator = simulators.find(({ name }) => name === c.req.param("name"));
    if (simulator === undefined) throw new NotHere(`There is no simulator named ${c.req.param("name")}`);
    return simulator;
  };
  addSharedRoutes(app, simulators);
  addFaultRoutes(app, named);
  addReadingRoutes(app, named);
  addActingRoutes(app, named);
  return app;
}

class NotHere extends Error {}
type Named = (c: Context) => Simulator;

function addSharedRoutes(app: Hono, simulators: readonly Simulator[]) {
  app.get("/", (c) =>
    c.json(
      simulators.map(({ name, prefix, clock, acts }) => ({
        name,
        prefix,
        clock: clock.state(),
        acts: Object.keys(acts),
      })),
    ),
  );
  app.post("/reset", (c) => {
    for (const simulator of simulators) simulator.reset();
    return c.json({ reset: simulators.map(({ name }) => name) });
  });
  app.put("/clock", async (c) => {
    const { at, mode, advanceMilliseconds } = clockChange.parse(await c.req.json());
    const clocks = [...new Set(simulators.map(({ clock }) => clock))];
    for (const clock of clocks) {
      if (mode === "frozen") clock.freeze();
      if (mode === "advancing") clock.run();
      if (at !== undefined) clock.set(at);
      if (advanceMilliseconds !== undefined) clock.advance(advanceMilliseconds);
    }
    return c.json(clocks.map((clock) => clock.state()));
  });
}

function addFaultRoutes(app: Hono, named: Named) {
  app.get("/:name/faults", (c) => c.json(named(c).faults.list()));
  app.post("/:name/faults", async (c) => {
    const body: unknown = await c.req.json();
    const faults = z.union([z.array(faultSchema), faultSchema.transform((fault) => [fault])]).parse(body);
    const { faults: dial } = named(c);
    return c.json(
      faults.map((fault) => dial.add(fault)),
      201,
    );
  });
  app.delete("/:name/faults", (c) => {
    named(c).faults.clear();
    return c.body(null, 204);
  });
  app.delete("/:name/faults/:id", (c) =>
    named(c).faults.remove(Number(c.req.param("id"))) ? c.body(null, 204) : c.json({ error: "No such fault" }, 404),
  );
}

function addReadingRoutes(app: Hono, named: Named) {
  const query = (c: Context) => {
    const kind = c.req.query("kind");
    return { ...(kind !== undefined && { kind }), after: Number(c.req.query("after") ?? 0) };
  };
  app.get("/:name/ledger", (c) => c.json(named(c).ledger.list(query(c))));
  app.get("/:name/requests", (c) => c.json(named(c).requests.list(query(c))));
  app.get("/:name/webhooks", (c) => c.json(named(c).webhooks.attempts(c.req.query("kind"))));
  app.get("/:name/quotas", (c) => c.json(named(c).quotas.list()));
}

function addActingRoutes(app: Hono, named: Named) {
  app.post("/:name/reset", (c) => {
    named(c).reset();
    return c.body(null, 204);
  });
  app.put("/:name/webhooks", async (c) => {
    const { drop, duplicate, reorder } = webhookChange.parse(await c.req.json());
    const change = {
      ...(drop !== undefined && { drop }),
      ...(duplicate !== undefined && { duplicate }),
      ...(reorder !== undefined && { reorder }),
    };
    return c.json(named(c).webhooks.dial(change));
  });
  app.post("/:name/webhooks/flush", async (c) => {
    await named(c).webhooks.flush();
    return c.body(null, 204);
  });
  app.put("/:name/quotas/:quota", async (c) => {
    const { limit, refillPerSecond, count, key } = quotaChange.parse(await c.req.json());
    const change = {
      ...(limit !== undefined && { limit }),
      ...(refillPerSecond !== undefined && { refillPerSecond }),
      ...(count !== undefined && { count }),
      ...(key !== undefined && { key }),
    };
    return c.json(named(c).quotas.adjust(c.req.param("quota"), change));
  });
  app.post("/:name/acts/:act", async (c) => {
    const text = await c.req.text();
    const result = await callAct(named(c).acts, c.req.param("act"), text === "" ? {} : JSON.parse(text));
    return c.json(result ?? null);
  });
}
