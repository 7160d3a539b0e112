import type { Context } from "hono";
import { createSimulator, type FaultAnswer, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { invalidApiKey } from "./brickset-errors.ts";
import type { BricksetSeed } from "./brickset-seed.ts";
import { type BricksetWorld, createBricksetWorld, defaultSettings } from "./brickset-world.ts";
import { collectionOperations } from "./collection-operations.ts";
import { keyOperations } from "./key-operations.ts";
import { addOperations, errorEnvelope, operationNamer } from "./operation.ts";
import { platformActs } from "./platform-acts.ts";
import { seedBrickset } from "./seeding.ts";
import { setOperations } from "./set-operations.ts";
import { themeOperations } from "./theme-operations.ts";

export interface BricksetSimulatorOptions extends SimulatorOptions {
  readonly seed: BricksetSeed;
}

export interface BricksetSimulator extends Simulator<ReturnType<typeof platformActs>> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: BricksetWorld;
}

/** Makes a simulated Brickset, served under `/brickset/api/v3.asmx` unless `prefix` says otherwise. */
export function createBricksetSimulator({ seed, ...options }: BricksetSimulatorOptions): BricksetSimulator {
  const world = createBricksetWorld(options);
  const operations = [...keyOperations, ...setOperations, ...themeOperations, ...collectionOperations];
  const simulator = createSimulator(world, {
    routes: (app) => addOperations(world, app, operations),
    seedStore() {
      Object.assign(world.settings, defaultSettings);
      seedBrickset(world, seed);
    },
    acts: platformActs(world),
    operationOf: operationNamer(operations),
    faultAnswer,
  });
  return { ...simulator, world };
}

// Brickset's own errors are an envelope with status 200; every other status is a page of the servers before it.
function faultAnswer(c: Context, fault: Parameters<FaultAnswer>[1]): Response {
  if (fault.kind === "token-expired") return errorEnvelope(c, invalidApiKey().message);
  const { status, retryAfterSeconds: after } = fault;
  const headers = after === undefined ? undefined : { "retry-after": String(after) };
  return c.html(`<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`, {
    status: status as 503,
    ...(headers && { headers }),
  });
}
