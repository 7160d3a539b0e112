import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Acts } from "./acts.ts";
import type { ClockState, SimulatorClock } from "./clock.ts";
import type { Fault, FaultDial, FaultOf } from "./faults.ts";
import type { Ledger } from "./ledger.ts";
import type { Quotas } from "./quotas.ts";
import type { SeededRandom } from "./random.ts";
import type { Store, StoreSnapshot } from "./store.ts";
import type { WebhookSender } from "./webhooks.ts";

/** Hono's environment in every simulator route. `fault` is for faults that the route itself acts out. */
export interface SimulatorEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { fault?: Fault };
}

/** Gives the platform's own error answer; undefined falls back to a plain one. */
export type FaultAnswer = (
  c: Context<SimulatorEnv>,
  fault: FaultOf<"status"> | FaultOf<"token-expired">,
) => Response | Promise<Response> | undefined;

/** The Hono application that a platform adds its routes to. */
export type SimulatorApp = Hono<SimulatorEnv>;

/** What every simulator has to work with. */
export interface SimulatorContext {
  readonly name: string;
  /** Path under which the API is served, `/ebay`; empty for the root. */
  readonly prefix: string;
  readonly clock: SimulatorClock;
  readonly random: SeededRandom;
  readonly store: Store;
  /** Effects: what really changed. */
  readonly ledger: Ledger;
  /** Every call received, with status and the fault that struck it; kind is the operation or the path. */
  readonly requests: Ledger;
  readonly faults: FaultDial;
  readonly quotas: Quotas;
  readonly webhooks: WebhookSender;
}

export interface SimulatorOptions {
  /** Seed of every random choice; default the simulator's name. */
  randomSeed?: string | number;
  /** Default: a clock running from real now. Hand several simulators one clock to keep them in step. */
  clock?: SimulatorClock;
  prefix?: string;
  /** Used to deliver webhooks. */
  fetch?: typeof fetch;
}

/** What makes one platform different from another. */
export interface SimulatorDefinition<A extends Acts = Acts> {
  /** Registers the platform's routes; paths are written without the prefix. */
  routes(app: SimulatorApp): void;
  /** Fills the empty store; runs at the start and at every reset. */
  seedStore(): void;
  readonly acts: A;
  /** The platform's name for a call, so that faults and the request log can speak of operations. */
  operationOf?(request: Request, path: string): string | undefined;
  /** Error bodies of the platform for faults of kind `status` and `token-expired`. */
  readonly faultAnswer?: FaultAnswer;
  /** Turns an error thrown by a route into the platform's answer; undefined leaves it a bug of the simulator. */
  errorAnswer?(error: Error, c: Context<SimulatorEnv>): Response | undefined;
}

export interface SimulatorSnapshot {
  readonly clock: ClockState;
  readonly store: StoreSnapshot;
}

/** A running fake of one platform; serve it with `createSimulatorServer` or call `app.request()` in process. */
export interface Simulator<A extends Acts = Acts> extends SimulatorContext {
  readonly app: SimulatorApp;
  readonly acts: A;
  /** Back to the seed: store, ledger, requests, faults, quotas, webhooks, random. The clock stays. */
  reset(): void;
  snapshot(): SimulatorSnapshot;
  restore(snapshot: SimulatorSnapshot): void;
}
