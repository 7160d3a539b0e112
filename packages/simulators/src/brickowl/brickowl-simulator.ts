import type { Context } from "hono";
import { createSimulator, type FaultAnswer, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { errorAnswer } from "./answers.ts";
import { batchOperation } from "./batch-operation.ts";
import { BrickowlRefusal, badKey } from "./brickowl-errors.ts";
import type { BrickowlSeed } from "./brickowl-seed.ts";
import { type BrickowlWorld, createBrickowlWorld, defaultNotify, defaultSettings } from "./brickowl-world.ts";
import { buyerActs } from "./buyer-acts.ts";
import { inventoryOperations } from "./inventory-operations.ts";
import { addOperations, operationNamer } from "./operation.ts";
import { orderOperations } from "./order-operations.ts";
import { platformActs } from "./platform-acts.ts";
import { referenceOperations } from "./reference-operations.ts";
import { seedBrickowl } from "./seeding.ts";
import { sellerActs } from "./seller-acts.ts";

export interface BrickowlSimulatorOptions extends SimulatorOptions {
  readonly seed: BrickowlSeed;
}

type BrickowlActs = ReturnType<typeof buyerActs> & ReturnType<typeof sellerActs> & ReturnType<typeof platformActs>;

export interface BrickowlSimulator extends Simulator<BrickowlActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: BrickowlWorld;
}

/** Makes a simulated Brick Owl store, served under `/brickowl/v1` unless `prefix` says otherwise. */
export function createBrickowlSimulator({ seed, ...options }: BrickowlSimulatorOptions): BrickowlSimulator {
  const world = createBrickowlWorld(options, seed.store);
  const single = [...orderOperations, ...inventoryOperations, ...referenceOperations];
  const operations = [...single, batchOperation(single)];
  const simulator = createSimulator<BrickowlActs>(world, {
    routes: (app) => addOperations(world, app, operations),
    seedStore() {
      Object.assign(world.settings, defaultSettings);
      Object.assign(world.notify, defaultNotify);
      seedBrickowl(world, seed);
    },
    acts: { ...buyerActs(world), ...sellerActs(world), ...platformActs(world) },
    operationOf: operationNamer(operations),
    faultAnswer: (c, fault) => faultAnswer(world, c, fault),
  });
  return { ...simulator, world };
}

// Brick Owl's own errors are JSON; those of the servers before it are pages.
function faultAnswer(world: BrickowlWorld, c: Context, fault: Parameters<FaultAnswer>[1]): Response {
  if (fault.kind === "token-expired") return errorAnswer(world, c, badKey("The key is not known"));
  const { status, retryAfterSeconds: after } = fault;
  if (status <= 500) return errorAnswer(world, c, new BrickowlRefusal(status, "FAULT", `Simulated ${status}`), after);
  return c.html(`<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`, {
    status: status as 503,
    ...(after !== undefined && { headers: { "retry-after": String(after) } }),
  });
}
