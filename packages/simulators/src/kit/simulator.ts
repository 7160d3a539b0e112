import { Hono } from "hono";
import type { Acts } from "./acts.ts";
import { createClock } from "./clock.ts";
import { ConnectionCut, faultMiddleware } from "./fault-middleware.ts";
import { createFaultDial } from "./faults.ts";
import { createLedger } from "./ledger.ts";
import { createQuotas } from "./quotas.ts";
import { createRandom } from "./random.ts";
import type {
  Simulator,
  SimulatorContext,
  SimulatorDefinition,
  SimulatorEnv,
  SimulatorOptions,
} from "./simulator-types.ts";
import { createStore } from "./store.ts";
import { createWebhookSender } from "./webhooks.ts";

/** Makes the parts a simulator works with. */
export function createSimulatorContext(name: string, options: SimulatorOptions = {}): SimulatorContext {
  const clock = options.clock ?? createClock();
  const random = createRandom(options.randomSeed ?? name);
  return {
    name,
    prefix: options.prefix ?? `/${name}`,
    clock,
    random,
    store: createStore(),
    ledger: createLedger(clock),
    requests: createLedger(clock),
    faults: createFaultDial(random.fork("faults")),
    quotas: createQuotas(clock),
    webhooks: createWebhookSender({ clock, ...(options.fetch && { fetch: options.fetch }) }),
  };
}

/** Puts a simulator together from its context and its definition, and seeds it. */
export function createSimulator<A extends Acts>(
  context: SimulatorContext,
  definition: SimulatorDefinition<A>,
): Simulator<A> {
  const app = new Hono<SimulatorEnv>({ strict: false }).basePath(context.prefix);
  app.onError((error, c) => {
    if (error instanceof ConnectionCut) throw error;
    return definition.errorAnswer?.(error, c) ?? c.json({ simulatorBug: error.message, stack: error.stack }, 500);
  });
  app.use(faultMiddleware(context, definition));
  definition.routes(app);

  const clear = () => {
    for (const part of [context.store, context.ledger, context.requests, context.faults]) part.clear();
    context.quotas.clear();
    context.webhooks.clear();
    context.random.restart();
  };
  definition.seedStore();

  return {
    ...context,
    app,
    acts: definition.acts,
    reset() {
      clear();
      definition.seedStore();
    },
    snapshot: () => ({ clock: context.clock.state(), store: context.store.snapshot() }),
    restore(snapshot) {
      context.store.restore(snapshot.store);
      context.clock.set(snapshot.clock.at);
    },
  };
}
