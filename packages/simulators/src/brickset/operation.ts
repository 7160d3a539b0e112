import type { Context } from "hono";
import type { SimulatorApp } from "../kit/index.ts";
import type { ApiKey } from "./brickset-entities.ts";
import { BricksetRefusal, FrameworkError, invalidApiKey } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";

/** A method of the web service; its name is also its name for faults and the request log. */
export interface BricksetOperation {
  readonly name: string;
  /** Form fields beside `apiKey`; each must be there, though it may be empty. */
  readonly fields: readonly string[];
  /** Gives what stands beside `"status":"success"`. `fields` are looked up by their declared names. */
  handle(world: BricksetWorld, fields: Readonly<Record<string, string>>, key: ApiKey): object;
}

/** Path of the web service below the simulator's prefix. */
export const API_BASE = "/api/v3.asmx";

const FORM = "application/x-www-form-urlencoded";

/** Registers the methods; anything else is answered as the web service framework answers. */
export function addOperations(world: BricksetWorld, app: SimulatorApp, operations: readonly BricksetOperation[]) {
  app.all(`${API_BASE}/*`, async (c) => {
    try {
      return c.json({ status: "success", ...(await answer(world, c, operations)) }, 200, jsonType);
    } catch (error) {
      if (error instanceof BricksetRefusal) return errorEnvelope(c, error.message);
      if (error instanceof FrameworkError) return c.text(error.message, 500);
      throw error;
    }
  });
}

const jsonType = { "content-type": "application/json; charset=utf-8" };

/** Brickset's own error: status 200 all the same. */
export function errorEnvelope(c: Context, message: string): Response {
  return c.json({ status: "error", message }, 200, jsonType);
}

/** Names the method of a path, for faults and the request log. */
export function operationNamer(operations: readonly BricksetOperation[]) {
  return (_request: Request, path: string) => operations.find(({ name }) => path === `${API_BASE}/${name}`)?.name;
}

async function answer(world: BricksetWorld, c: Context, operations: readonly BricksetOperation[]): Promise<object> {
  const name = c.req.path.slice(world.prefix.length + API_BASE.length + 1);
  const operation = operations.find((other) => other.name === name);
  if (operation === undefined) throw new FrameworkError(`Unknown web method ${name}.\r\nParameter name: methodName`);
  const fields = declaredFields(await readForm(c, name), ["apiKey", ...operation.fields]);
  const key = world.keys.get(fields["apiKey"]?.trim() ?? "");
  if (key === undefined) throw invalidApiKey();
  return operation.handle(world, fields, key);
}

async function readForm(c: Context, name: string): Promise<URLSearchParams> {
  if (c.req.method === "GET") return new URL(c.req.url).searchParams;
  const type = c.req.header("content-type") ?? "";
  if (c.req.method !== "POST" || !type.toLowerCase().startsWith(FORM)) {
    throw new FrameworkError(`Request format is unrecognized for URL unexpectedly ending in '/${name}'.`);
  }
  return new URLSearchParams(await c.req.text());
}

// Names are read in any case; fields that no method declares have no effect.
function declaredFields(form: URLSearchParams, names: readonly string[]): Record<string, string> {
  const given = new Map([...form].map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    names.map((name) => {
      const value = given.get(name.toLowerCase());
      if (value === undefined) throw new FrameworkError(`Missing parameter: ${name}.`);
      return [name, value];
    }),
  );
}
