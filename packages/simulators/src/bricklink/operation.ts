import type { SimulatorApp } from "../kit/index.ts";
import { authenticate } from "./authenticate.ts";
import { BricklinkRefusal } from "./bricklink-errors.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { type BricklinkContext, refused } from "./envelope.ts";

/** One call of the API. */
export interface BricklinkOperation {
  /** The name by which faults and the request log speak of it. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the API's base, in Hono's notation. */
  readonly path: string;
  handle(world: BricklinkWorld, c: BricklinkContext): Response | Promise<Response>;
}

/** Path of the API below the simulator's prefix. */
export const API_BASE = "/api/store/v1";

/** Registers operations, each behind authentication; what no operation serves is refused in the envelope. */
export function addOperations(world: BricklinkWorld, app: SimulatorApp, operations: readonly BricklinkOperation[]) {
  for (const { method, path, handle } of operations) {
    app.on(method, `${API_BASE}${path}`, (c) => guarded(world, c, () => handle(world, c)));
  }
  const paths = operations.map(({ path }) => patternOf(path));
  app.all(`${API_BASE}/*`, (c) =>
    guarded(world, c, () => {
      const path = c.req.path.slice(world.prefix.length + API_BASE.length);
      if (paths.some((pattern) => pattern.test(path))) {
        throw new BricklinkRefusal("METHOD_NOT_ALLOWED", `${c.req.method} is not allowed here`);
      }
      throw new BricklinkRefusal("INVALID_URI", `There is no ${path}`);
    }),
  );
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly BricklinkOperation[]) {
  const patterns = operations.map(({ method, path, operation }) => ({ method, operation, pattern: patternOf(path) }));
  return (request: Request, path: string) => {
    if (!path.startsWith(API_BASE)) return undefined;
    const below = path.slice(API_BASE.length);
    return patterns.find(({ method, pattern }) => method === request.method && pattern.test(below))?.operation;
  };
}

async function guarded(world: BricklinkWorld, c: BricklinkContext, work: () => Response | Promise<Response>) {
  try {
    authenticate(world, c);
    return await work();
  } catch (error) {
    if (error instanceof BricklinkRefusal) return refused(world, c, error);
    throw error;
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}$`);
}
