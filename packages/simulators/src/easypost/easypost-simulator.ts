import type { Context } from "hono";
import { z } from "zod";
import {
  ActRefused,
  createSimulator,
  defineAct,
  type FaultAnswer,
  type Simulator,
  type SimulatorOptions,
} from "../kit/index.ts";
import { EasypostRefusal, unauthorized } from "./easypost-refusal.ts";
import { createEasypostWorld, type EasypostSeed, type EasypostWorld } from "./easypost-world.ts";
import { addShipmentRoutes } from "./shipment-routes.ts";

export interface EasypostSimulatorOptions extends SimulatorOptions {
  readonly seed: EasypostSeed;
}

export interface EasypostSimulator extends Simulator<ReturnType<typeof acts>> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: EasypostWorld;
}

const defaultBalance = 500;

/** Makes a simulated EasyPost: its API under `/easypost/v2`, label files under `/easypost/files`. */
export function createEasypostSimulator({ seed, ...options }: EasypostSimulatorOptions): EasypostSimulator {
  const world = createEasypostWorld(options);
  const simulator = createSimulator(world, {
    routes: (app) => addShipmentRoutes(world, app),
    seedStore() {
      for (const { apiKey, balance = defaultBalance } of seed.keys)
        world.keys.put({ apiKey, balance, mode: apiKey.startsWith("EZTK") ? "test" : "production" });
    },
    acts: acts(world),
    operationOf: (request, path) => `${request.method} ${path.replace(/shp_[0-9a-f]+/, "{id}")}`,
    faultAnswer,
    errorAnswer: (error, c) =>
      error instanceof EasypostRefusal ? c.json(error.body(), error.status as 422) : undefined,
  });
  return { ...simulator, world };
}

/** What carriers and account holders do beside the API. */
function acts(world: EasypostWorld) {
  return {
    /** The carrier refuses postage for parcels of a reference. */
    refusePostage: defineAct(z.strictObject({ reference: z.string(), message: z.string() }), (refusal) => {
      world.refused.put(refusal);
    }),
    revokeKey: defineAct(z.strictObject({ apiKey: z.string() }), ({ apiKey }) => {
      if (!world.keys.delete(apiKey)) throw new ActRefused("There is no such key");
    }),
    setBalance: defineAct(z.strictObject({ apiKey: z.string(), balance: z.number().min(0) }), ({ apiKey, balance }) => {
      const key = world.keys.get(apiKey);
      if (key === undefined) throw new ActRefused("There is no such key");
      key.balance = balance;
    }),
    /** The carrier scans the parcel. */
    scan: defineAct(z.strictObject({ id: z.string(), status: z.string() }), ({ id, status }) => {
      const shipment = world.shipments.get(id);
      if (shipment?.tracking_code == null) throw new ActRefused("There is no such parcel under way");
      shipment.status = status;
    }),
  };
}

function faultAnswer(c: Context, fault: Parameters<FaultAnswer>[1]): Response {
  if (fault.kind === "token-expired") return c.json(unauthorized().body(), 401);
  const { status, retryAfterSeconds: after } = fault;
  const code = status === 429 ? "RATE_LIMITED" : "INTERNAL_SERVER_ERROR";
  return c.json(
    { error: { code, message: "Simulated trouble.", errors: [] } },
    {
      status: status as 503,
      ...(after !== undefined && { headers: { "retry-after": String(after) } }),
    },
  );
}
