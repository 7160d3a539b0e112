import type { Context } from "hono";
import {
  createSimulator,
  type FaultOf,
  type Simulator,
  type SimulatorEnv,
  type SimulatorOptions,
} from "../kit/index.ts";
import { accountActs } from "./acts/account-acts.ts";
import { orderActs } from "./acts/order-acts.ts";
import { FlipkartRefusal, invalidToken, notFound, tooManyRequests } from "./flipkart-errors.ts";
import type { FlipkartSeed } from "./flipkart-seed.ts";
import { seedWorld } from "./flipkart-seeding.ts";
import { createFlipkartWorld, type FlipkartWorld } from "./flipkart-world.ts";
import { listingOperations } from "./listings/listing-operations.ts";
import { updateOperations } from "./listings/update-operations.ts";
import { toldOfNotification } from "./notifications.ts";
import { addConsentRoutes } from "./oauth/consent-routes.ts";
import { addTokenRoutes } from "./oauth/token-routes.ts";
import { addOperations, type FlipkartOperation, operationNamer } from "./operation.ts";
import { returnOperations } from "./returns/return-operations.ts";
import { sandboxOperations } from "./sandbox-operations.ts";
import { documentOperations } from "./shipments/document-operations.ts";
import { searchOperations } from "./shipments/search-operations.ts";
import { selfShipOperations } from "./shipments/self-ship-operations.ts";
import { standardOperations } from "./shipments/standard-operations.ts";

export interface FlipkartSimulatorOptions extends SimulatorOptions {
  seed: FlipkartSeed;
}

/** What can be done to a simulated Flipkart beside calling its API. */
export type FlipkartActs = ReturnType<typeof orderActs> & ReturnType<typeof accountActs>;

export interface FlipkartSimulator extends Simulator<FlipkartActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: FlipkartWorld;
}

/**
 * A simulated Flipkart under one prefix (default `/flipkart`): tokens and consent below `/oauth-service`, the seller
 * API and the helpers of Flipkart's own sandbox below `/sellers`.
 */
export function createFlipkartSimulator({ seed, ...options }: FlipkartSimulatorOptions): FlipkartSimulator {
  const world = createFlipkartWorld(options, (id, taken) => toldOfNotification(world, id, taken));
  // Flipkart publishes no limit: this one only stops a client that has none of its own.
  world.quotas.define({ name: "calls", limit: 1200, windowSeconds: 60 });
  const operations = allOperations(world);
  const nameOf = operationNamer(operations);
  const simulator = createSimulator<FlipkartActs>(world, {
    seedStore: () => seedWorld(world, seed),
    acts: { ...orderActs(world), ...accountActs(world) },
    operationOf: (request, path) => (path === "/oauth-service/oauth/token" ? "token" : nameOf(request.method, path)),
    faultAnswer: answerFault,
    errorAnswer: (error, c) => (error instanceof FlipkartRefusal ? c.json(error.body, error.status as 400) : undefined),
    routes(app) {
      addConsentRoutes(world, app);
      addTokenRoutes(world, app);
      addOperations(world, app, operations);
    },
  });
  return { ...simulator, webhooks: { ...simulator.webhooks, flush: () => flushAll(world) }, world };
}

function allOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [
    ...sandboxOperations(world),
    ...standardOperations(world),
    ...selfShipOperations(world),
    ...documentOperations(world),
    ...searchOperations(world),
    ...updateOperations(world),
    ...listingOperations(world),
    ...returnOperations(world),
    {
      operation: "getLocations",
      method: "GET",
      path: "/locations/allLocations",
      handle(c) {
        if (!world.behaviour.hasLocationsCall) throw notFound();
        return c.json({ locations: world.locations.all() });
      },
    },
  ];
}

/** A notification that is taken lets the next one go, so that one flush is not the end. */
async function flushAll({ webhooks }: FlipkartWorld) {
  let attempts: number;
  do {
    attempts = webhooks.attempts().length;
    await webhooks.flush();
  } while (webhooks.attempts().length > attempts);
}

/** Errors of Flipkart's servers; those of the gateway before them are pages. */
function answerFault(
  c: Context<SimulatorEnv>,
  fault: FaultOf<"status"> | FaultOf<"token-expired">,
): Response | undefined {
  if (fault.kind === "token-expired") return refused(c, invalidToken());
  if (fault.retryAfterSeconds !== undefined) c.header("retry-after", String(fault.retryAfterSeconds));
  if (fault.status === 429) return refused(c, tooManyRequests());
  if (fault.status === 502 || fault.status === 504) {
    return c.html(
      "<html><head><title>Gateway Time-out</title></head><body><h1>Gateway Time-out</h1></body></html>",
      fault.status,
    );
  }
  const body = { errorCode: "DEPENDENT_SYSTEM_CALL_FAILED", errorMessage: "An internal error happened" };
  return refused(c, new FlipkartRefusal(fault.status as 500, body));
}

function refused(c: Context<SimulatorEnv>, { body, status }: FlipkartRefusal): Response {
  return c.json(body, status as 400);
}
