import type { Context } from "hono";
import type { SimulatorApp, SimulatorEnv } from "../kit/index.ts";
import { AmazonRefusal, invalidInput, quotaExceeded } from "./amazon-errors.ts";
import type { AmazonWorld } from "./amazon-world.ts";
import { type GrantlessCaller, requireGrantless, requireSeller, type SellerCaller } from "./caller.ts";
import { requireResource } from "./oauth/restricted-access.ts";
import { settle } from "./settle.ts";

export type ApiContext = Context<SimulatorEnv>;

interface OperationBasics {
  /** Amazon's name, as in its models; a `V0` is added where two versions share one. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the regional host, in Hono's notation. */
  readonly path: string;
}

/** An operation called for a seller. */
export interface SellerOperation extends OperationBasics {
  /** Any of these lets the application in; none means everybody. */
  readonly roles: readonly string[];
  handle(c: ApiContext, caller: SellerCaller): Response | Promise<Response>;
}

/** An operation that the application calls for itself. */
export interface GrantlessOperation extends OperationBasics {
  readonly scope: string;
  handle(c: ApiContext, caller: GrantlessCaller): Response | Promise<Response>;
}

export type Operation = SellerOperation | GrantlessOperation;

const HOSTS = "/:host{api-na|api-eu|api-fe}";
export const RATE_HEADER = "x-amzn-RateLimit-Limit";
/** Amazon tells the limit with these errors, and never with others. */
const TELLS_LIMIT = [400, 404];

/** Registers operations with token, role, region and rate checks before each. */
export function addOperations(world: AmazonWorld, app: SimulatorApp, operations: readonly Operation[]) {
  app.use(`${HOSTS}/*`, async (c, next) => {
    c.header("x-amzn-RequestId", requestId(world));
    await next();
  });
  for (const operation of operations) {
    app.on(operation.method, HOSTS + operation.path, async (c) => {
      settle(world);
      try {
        return await run(world, c, operation);
      } catch (error) {
        if (error instanceof AmazonRefusal && !TELLS_LIMIT.includes(error.status)) c.header(RATE_HEADER, undefined);
        throw error;
      }
    });
  }
}

export function requestId(world: AmazonWorld): string {
  return world.random.uuid();
}

async function run(world: AmazonWorld, c: ApiContext, operation: Operation): Promise<Response> {
  if ("scope" in operation) {
    const caller = requireGrantless(world, c, operation.scope);
    takeToken(world, c, operation, caller.application.clientId);
    return operation.handle(c, caller);
  }
  const caller = requireSeller(world, c, operation.roles);
  requireResource(world, c, caller);
  takeToken(world, c, operation, `${caller.application.clientId}/${caller.seller.sellerId}`);
  return operation.handle(c, caller);
}

function takeToken(world: AmazonWorld, c: ApiContext, { operation }: Operation, key: string) {
  const bucket = world.quotas.take(operation, key);
  if (!bucket.allowed) throw quotaExceeded();
  c.header(RATE_HEADER, String(Number(bucket.refillPerSecond?.toPrecision(6))));
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly Operation[]) {
  const patterns = operations.map(({ method, path, operation }) => ({
    method,
    operation,
    pattern: new RegExp(`^/api-(na|eu|fe)${path.replace(/:[^/]+/g, "[^/]+")}/?$`),
  }));
  return (method: string, path: string) =>
    patterns.find((entry) => entry.method === method && entry.pattern.test(path))?.operation;
}

/** Values of a list parameter, written with commas or repeated. */
export function listParameter(c: ApiContext, name: string): string[] {
  return (c.req.queries(name) ?? []).flatMap((text) => text.split(",")).filter((text) => text !== "");
}

/** A point in time from the query; refuses what is none. */
export function instantParameter(c: ApiContext, name: string): number | null {
  const text = c.req.query(name);
  if (text === undefined) return null;
  const at = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(at)) throw invalidInput("Invalid Input", `${name} is not an ISO 8601 date and time`);
  return at;
}

/** The JSON body, or undefined when it is none. */
export async function readJson(c: ApiContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}
