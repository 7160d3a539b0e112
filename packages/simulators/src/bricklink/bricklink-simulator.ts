import { createSimulator, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { BricklinkRefusal } from "./bricklink-errors.ts";
import type { BricklinkSeed } from "./bricklink-seed.ts";
import { type BricklinkWorld, createBricklinkWorld, defaultSettings } from "./bricklink-world.ts";
import { buyerActs } from "./buyer-acts.ts";
import { type BricklinkContext, refused } from "./envelope.ts";
import { lotOperations } from "./lot-operations.ts";
import { addOperations, operationNamer } from "./operation.ts";
import { orderOperations } from "./order-operations.ts";
import { platformActs } from "./platform-acts.ts";
import { referenceOperations } from "./reference-operations.ts";
import { seedBricklink } from "./seeding.ts";
import { sellerActs } from "./seller-acts.ts";

export interface BricklinkSimulatorOptions extends SimulatorOptions {
  readonly seed: BricklinkSeed;
}

type BricklinkActs = ReturnType<typeof buyerActs> & ReturnType<typeof sellerActs> & ReturnType<typeof platformActs>;

export interface BricklinkSimulator extends Simulator<BricklinkActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: BricklinkWorld;
}

/**
 * Makes a simulated BrickLink store, served under `/bricklink/api/store/v1` unless `prefix` says otherwise.
 * Every call must carry a true OAuth 1.0a signature of one of the seed's tokens.
 */
export function createBricklinkSimulator({ seed, ...options }: BricklinkSimulatorOptions): BricklinkSimulator {
  const world = createBricklinkWorld(options, seed.store);
  const operations = [...orderOperations, ...lotOperations, ...referenceOperations];
  const simulator = createSimulator<BricklinkActs>(world, {
    routes: (app) => addOperations(world, app, operations),
    seedStore() {
      Object.assign(world.settings, defaultSettings);
      Object.assign(world.callback, { url: null, body: "list", lostShare: 0 });
      seedBricklink(world, seed);
    },
    acts: { ...buyerActs(world), ...sellerActs(world), ...platformActs(world) },
    operationOf: operationNamer(operations),
    faultAnswer: (c, fault) =>
      fault.kind === "token-expired"
        ? refused(world, c, new BricklinkRefusal("BAD_OAUTH_REQUEST", "TOKEN_VALUE_UNKNOWN"))
        : statusFault(world, c, fault),
  });
  return { ...simulator, world };
}

// Errors of BrickLink itself come in the envelope; those of the servers before it are pages.
function statusFault(
  world: BricklinkWorld,
  c: BricklinkContext,
  fault: { status: number; retryAfterSeconds?: number },
) {
  if (fault.status === 500) {
    return refused(world, c, new BricklinkRefusal("INTERNAL_SERVER_ERROR", "An unexpected error happened"));
  }
  const { retryAfterSeconds: after } = fault;
  return c.html(`<html><head><title>${fault.status}</title></head><body><h1>${fault.status}</h1></body></html>`, {
    status: fault.status as 503,
    ...(after !== undefined && { headers: { "retry-after": String(after) } }),
  });
}
