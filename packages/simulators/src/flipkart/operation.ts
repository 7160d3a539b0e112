import type { Context } from "hono";
import type { SimulatorApp, SimulatorEnv } from "../kit/index.ts";
import { requireCaller } from "./caller.ts";
import { tooManyRequests } from "./flipkart-errors.ts";
import type { FlipkartWorld } from "./flipkart-world.ts";
import { settlePacking } from "./shipments/packing.ts";

export type FlipkartContext = Context<SimulatorEnv>;

/** One call of the seller API. */
export interface FlipkartOperation {
  /** The name that faults and the request log use. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT";
  /** Path below `/sellers`, in Hono's notation. */
  readonly path: string;
  handle(c: FlipkartContext): Response | Promise<Response>;
}

const SELLERS = "/sellers";

/** Registers operations with token and quota checks before each. */
export function addOperations(world: FlipkartWorld, app: SimulatorApp, operations: readonly FlipkartOperation[]) {
  for (const { method, path, handle } of operations) {
    app.on(method, `${SELLERS}${path}`, async (c) => {
      const { applicationId } = requireCaller(world, c);
      if (!world.quotas.take("calls", applicationId).allowed) throw tooManyRequests();
      settlePacking(world);
      return await handle(c);
    });
  }
}

/** Names the operation of a path, for faults and the request log; the first that fits, as in routing. */
export function operationNamer(operations: readonly FlipkartOperation[]) {
  const patterns = operations.map(({ method, path, operation }) => ({
    method,
    operation,
    pattern: new RegExp(`^${SELLERS}${path.replace(/:[^/]+/g, "[^/]+")}/?$`),
  }));
  return (method: string, path: string) =>
    patterns.find((entry) => entry.method === method && entry.pattern.test(path))?.operation;
}
