import type { Context } from "hono";
import type { SimulatorApp, SimulatorEnv } from "../kit/index.ts";
import { errorAnswer } from "./answers.ts";
import { authenticate, countCall, demand } from "./authenticate.ts";
import type { ApiKey } from "./brickowl-entities.ts";
import { BrickowlRefusal, notFound } from "./brickowl-errors.ts";
import type { BrickowlPermission } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

/** One call of the API; its path is also its name for faults and the request log. */
export interface BrickowlOperation {
  /** Path below the API's base, `order/list`. */
  readonly path: string;
  readonly method: "GET" | "POST";
  /** What the key must be allowed to do; null: every key may. */
  readonly permission: BrickowlPermission | null;
  /** Gives what is answered as JSON; parameters come from the query of a GET or the body of a POST. */
  handle(world: BrickowlWorld, parameters: URLSearchParams, key: ApiKey): unknown;
}

/** Path of the API below the simulator's prefix. */
export const API_BASE = "/v1";

/** What every write answers. */
export const success = { status: "success" } as const;

/** Registers operations, each behind the key; anything else is refused as Brick Owl refuses. */
export function addOperations(world: BrickowlWorld, app: SimulatorApp, operations: readonly BrickowlOperation[]) {
  app.all(`${API_BASE}/*`, async (c) => {
    try {
      return await answer(world, c, operations);
    } catch (error) {
      if (error instanceof BrickowlRefusal) return errorAnswer(world, c, error);
      throw error;
    }
  });
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly BrickowlOperation[]) {
  return (request: Request, path: string) =>
    operations.find((operation) => operation.method === request.method && `${API_BASE}/${operation.path}` === path)
      ?.path;
}

async function answer(world: BrickowlWorld, c: Context<SimulatorEnv>, operations: readonly BrickowlOperation[]) {
  const { key, parameters } = await authenticate(world, c);
  const path = c.req.path.slice(world.prefix.length + API_BASE.length + 1);
  countCall(world, key, path);
  const here = operations.filter((operation) => operation.path === path);
  if (here.length === 0) throw notFound(`There is no ${path}`);
  const operation = here.find(({ method }) => method === c.req.method);
  if (operation === undefined) throw new BrickowlRefusal(405, "METHOD_NOT_ALLOWED", `${c.req.method} is not allowed`);
  demand(key, operation.permission);
  const body = operation.handle(world, parameters, key);
  return world.settings.emptyAnswerOf === path ? c.body("", 200) : c.json(body as object);
}
