import type { SimulatorApp } from "../kit/index.ts";
import { requireApproval, requireGrant } from "./caller.ts";
import type { MonzoContext } from "./monzo-answers.ts";
import type { Grant } from "./monzo-entities.ts";
import { notAcceptable, notFound, wrongMethod } from "./monzo-errors.ts";
import type { MonzoWorld } from "./monzo-world.ts";
import { settleDue } from "./transactions/settle.ts";

/** One call of the API. */
export interface MonzoOperation {
  /** Name by which faults and the request log speak of it. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path below the prefix, in Hono's notation. */
  readonly path: string;
  /** Works before the user has approved in the app. */
  readonly beforeApproval?: true;
  handle(c: MonzoContext, grant: Grant): Response | Promise<Response>;
}

/** Registers operations, each behind the token and the approval. */
export function addOperations(world: MonzoWorld, app: SimulatorApp, operations: readonly MonzoOperation[]) {
  for (const { method, path, beforeApproval, handle } of operations) {
    app.on(method, path, (c) => {
      settleDue(world);
      const grant = requireGrant(world, c);
      requireJson(c);
      if (beforeApproval === undefined) requireApproval(world, grant);
      return handle(c, grant);
    });
  }
  const known = [...operations.map(({ path }) => patternOf(path)), /^\/oauth2\/token$/];
  app.all("*", (c) => {
    if (known.some((pattern) => pattern.test(c.req.path.slice(world.prefix.length)))) throw wrongMethod();
    throw notFound("Path");
  });
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly MonzoOperation[]) {
  const patterns = operations.map(({ path, ...rest }) => ({ ...rest, pattern: patternOf(path) }));
  return (method: string, path: string) =>
    patterns.find((entry) => entry.method === method && entry.pattern.test(path))?.operation;
}

function requireJson(c: MonzoContext) {
  const accepted = c.req.header("accept");
  if (accepted !== undefined && !/\*\/\*|application\/(json|\*)/.test(accepted)) throw notAcceptable();
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}$`);
}
