import type { Context } from "hono";
import type { Fault, SimulatorApp, SimulatorEnv } from "../kit/index.ts";
import { authenticate, countCall, demand, secondsToWait } from "./authenticate.ts";
import type { ApiKey, Tenant } from "./bricqer-entities.ts";
import { BricqerRefusal, notFound } from "./bricqer-errors.ts";
import type { BricqerRight } from "./bricqer-seed.ts";
import type { BricqerWorld } from "./bricqer-world.ts";
import { importFromChannels } from "./channel-import.ts";
import { inSnakeCase } from "./key-case.ts";

/** What an operation is given. */
export interface Call {
  readonly tenant: Tenant;
  readonly key: ApiKey;
  readonly query: URLSearchParams;
  /** The number in the path; 0 where there is none. */
  readonly id: number;
  /** The parsed JSON body; undefined where there is none. */
  readonly body: unknown;
  readonly fault: Fault | undefined;
  /** Address of another page of the same list. */
  linkTo(page: number): string;
}

/** One call of the API. A `Response` is answered as it is, anything else as JSON. */
export interface BricqerOperation {
  /** Name for faults, switches and the request log: `orders/order`, `inventory/item/{id}`. */
  readonly name: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly right: BricqerRight;
  /** Whether the path ends in a slash: elsewhere a GET is redirected and a write fails. */
  readonly slash: "required" | "either";
  handle(world: BricqerWorld, call: Call): unknown;
}

const PATH = /^(?:\/([a-z0-9-]+))?\/api\/v1\/(.*)$/;

/** Registers operations; anything else is refused as Bricqer refuses. */
export function addOperations(world: BricqerWorld, app: SimulatorApp, operations: readonly BricqerOperation[]) {
  app.all("/*", async (c) => {
    try {
      return await answer(world, c, operations);
    } catch (error) {
      if (!(error instanceof BricqerRefusal)) throw error;
      return refusalAnswer(world, c, error);
    }
  });
}

/** An error's answer; a 429 says when to come back. */
export function refusalAnswer(world: BricqerWorld, c: Context, { status, body }: BricqerRefusal): Response {
  const apiKey = c.req.header("authorization")?.split(" ")[1] ?? "";
  const headers = status === 429 ? { "retry-after": String(secondsToWait(world, apiKey)) } : undefined;
  return c.json(body, status as 400, headers);
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly BricqerOperation[]) {
  return (request: Request, path: string) => {
    const rest = PATH.exec(path)?.[2];
    return rest === undefined ? undefined : match(operations, request.method, rest)?.operation.name;
  };
}

async function answer(world: BricqerWorld, c: Context<SimulatorEnv>, operations: readonly BricqerOperation[]) {
  const { settings } = world;
  const url = new URL(c.req.url);
  const path = url.pathname.slice(world.prefix.length);
  if (settings.redirectsTo !== null) return c.redirect(`${settings.redirectsTo}${path}${url.search}`, 302);
  const [, label = labelOfHost(c), rest = ""] = PATH.exec(path) ?? [];
  const tenant = world.tenants.get(label);
  if (tenant === undefined) return c.html("<html><h1>Not Found</h1><p>No such shop</p></html>", 404);
  const key = authenticate(world, tenant, c.req.header("authorization"));
  countCall(world, key);
  const found = match(operations, c.req.method, rest);
  if (found === undefined) throw unmatched(operations, c.req.method, rest);
  const { operation, id } = found;
  if (operation.slash === "required" && !rest.endsWith("/")) {
    if (operation.method !== "GET") throw notFound();
    return c.redirect(`${url.origin}${url.pathname}/${url.search}`, 301);
  }
  demand(key, operation.right);
  importFromChannels(world, tenant);
  const linkTo = (page: number) => linkOf(settings.nextLinksTo, url, page);
  const call = { tenant, key, query: url.searchParams, id, body: await readBody(c), fault: c.get("fault"), linkTo };
  const result = operation.handle(world, call);
  if (result instanceof Response) return result;
  const isSnake = settings.snakeCaseOf.some((name) => name === "*" || name === operation.name);
  return c.json((isSnake ? inSnakeCase(result) : result) as object, operation.method === "POST" ? 201 : 200);
}

// A wildcard certificate serves all tenants; who is meant stands in the Host header.
function labelOfHost(c: Context): string {
  return /^([a-z0-9-]+)\.bricqer\.com(?::\d+)?$/.exec(c.req.header("host") ?? "")?.[1] ?? "";
}

function linkOf(hostileOrigin: string | null, url: URL, page: number): string {
  const link = new URL(`${hostileOrigin ?? url.origin}${url.pathname}${url.search}`);
  link.searchParams.set("page", String(page));
  return link.href;
}

function match(operations: readonly BricqerOperation[], method: string, rest: string) {
  const segments = rest.replace(/\/$/, "");
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const found = new RegExp(`^${operation.name.replace("{id}", "(\\d{1,12})")}$`).exec(segments);
    if (found !== null) return { operation, id: Number(found[1] ?? 0) };
  }
  return undefined;
}

function unmatched(operations: readonly BricqerOperation[], method: string, rest: string): BricqerRefusal {
  const isKnown = operations.some((operation) => match(operations, operation.method, rest) !== undefined);
  return isKnown ? new BricqerRefusal(405, { detail: `Method "${method}" not allowed.` }) : notFound();
}

async function readBody(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return undefined;
  if (!(c.req.header("content-type") ?? "").toLowerCase().startsWith("application/json")) {
    throw new BricqerRefusal(415, { detail: "Unsupported media type in request." });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new BricqerRefusal(400, { detail: "JSON parse error" });
  }
}
