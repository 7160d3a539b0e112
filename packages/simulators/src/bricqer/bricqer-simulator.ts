import type { Context } from "hono";
import { createSimulator, type FaultAnswer, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { bricqerActs } from "./acts.ts";
import { BricqerRefusal, notAuthenticated, notFound } from "./bricqer-errors.ts";
import type { BricqerSeed } from "./bricqer-seed.ts";
import { type BricqerWorld, createBricqerWorld, defaultSettings } from "./bricqer-world.ts";
import { noshopOperations } from "./noshop-operations.ts";
import { addOperations, operationNamer } from "./operation.ts";
import { orderOperations } from "./order-operations.ts";
import { referenceOperations } from "./reference-operations.ts";
import { reportOperation } from "./report-operation.ts";
import { seedBricqer } from "./seeding.ts";
import { stockOperations } from "./stock-operations.ts";

export interface BricqerSimulatorOptions extends SimulatorOptions {
  readonly seed: BricqerSeed;
  /** What the shops of the first tenant have sold, read at each call: Bricqer imports what is new. Default: nothing. */
  readonly channelOrders?: BricqerWorld["channelOrders"];
}

type BricqerActs = ReturnType<typeof bricqerActs>;

export interface BricqerSimulator extends Simulator<BricqerActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: BricqerWorld;
}

/**
 * Makes a simulated Bricqer with its tenants. `https://{tenant}.bricqer.com/api/v1` is served as
 * `/bricqer/{tenant}/api/v1`, and as `/bricqer/api/v1` to calls whose Host header names the tenant.
 */
export function createBricqerSimulator(options: BricqerSimulatorOptions): BricqerSimulator {
  const { seed, channelOrders = () => [], ...rest } = options;
  const world = createBricqerWorld(rest, channelOrders);
  const operations = [
    ...orderOperations,
    ...stockOperations,
    ...referenceOperations,
    reportOperation,
    ...noshopOperations,
  ];
  const simulator = createSimulator<BricqerActs>(world, {
    routes: (app) => addOperations(world, app, operations),
    seedStore() {
      Object.assign(world.settings, defaultSettings);
      seedBricqer(world, seed);
    },
    acts: bricqerActs(world),
    operationOf: operationNamer(operations),
    faultAnswer,
  });
  return { ...simulator, world };
}

// Errors of the service are JSON; those of the servers before it are pages.
function faultAnswer(c: Context, fault: Parameters<FaultAnswer>[1]): Response {
  if (fault.kind === "token-expired") return c.json(notAuthenticated(401).body, 401);
  const { status, retryAfterSeconds } = fault;
  const headers = retryAfterSeconds === undefined ? undefined : { "retry-after": String(retryAfterSeconds) };
  if (status >= 500) return c.html(`<html><h1>Server Error (${status})</h1></html>`, status as 500, headers);
  const refusal = status === 404 ? notFound() : new BricqerRefusal(status, { detail: `Simulated ${status}.` });
  return c.json(refusal.body, status as 400, headers);
}
