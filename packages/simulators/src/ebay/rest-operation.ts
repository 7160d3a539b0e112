import type { Context } from "hono";
import type { SimulatorApp, SimulatorEnv } from "../kit/index.ts";
import { type Caller, requireCaller } from "./caller.ts";
import { requireSignature } from "./digital-signature.ts";
import type { Application, Seller } from "./ebay-entities.ts";
import { accessDenied, tooManyRequests } from "./ebay-errors.ts";
import type { EbayWorld } from "./ebay-world.ts";

export type RestContext = Context<SimulatorEnv>;

interface OperationBasics {
  /** eBay's name, as in its OpenAPI documents. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path below the prefix, in Hono's notation. */
  readonly path: string;
  /** Resource whose daily quota a call uses; see `ebay-quotas.ts`. */
  readonly quota: string;
  /** Any of these lets the caller in. */
  readonly scopes: readonly string[];
  /** Must be signed when the seller is EU or UK domiciled. */
  readonly signed?: boolean;
}

/** A REST operation called for a seller. */
export interface UserOperation extends OperationBasics {
  readonly token: "user";
  handle(c: RestContext, seller: Seller, application: Application): Response | Promise<Response>;
}

/** A REST operation that an application may call for itself; `caller.seller` tells whether a seller is behind it. */
export interface ApplicationOperation extends OperationBasics {
  readonly token: "application" | "any";
  handle(c: RestContext, caller: Caller): Response | Promise<Response>;
}

export type RestOperation = UserOperation | ApplicationOperation;

/** Registers operations with token, scope, signature and quota checks before each. */
export function addOperations(world: EbayWorld, app: SimulatorApp, operations: readonly RestOperation[]) {
  for (const operation of operations) {
    app.on(operation.method, operation.path, async (c) => {
      const caller = requireCaller(world, c, operation.scopes);
      if (!world.quotas.take(operation.quota, caller.application.clientId).allowed) throw tooManyRequests();
      if (operation.signed) await requireSignature(world, c, caller);
      return runOperation(operation, c, caller);
    });
  }
}

function runOperation(operation: RestOperation, c: RestContext, caller: Caller) {
  if (operation.token !== "user") {
    if (operation.token === "application" && caller.seller !== null) throw accessDenied();
    return operation.handle(c, caller);
  }
  if (caller.seller === null) throw accessDenied();
  return operation.handle(c, caller.seller, caller.application);
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly RestOperation[]) {
  const patterns = operations.map(({ method, path, operation }) => ({
    method,
    operation,
    pattern: new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}/?$`),
  }));
  return (method: string, path: string) =>
    patterns.find((entry) => entry.method === method && entry.pattern.test(path))?.operation;
}

/** The part of the address before the query, as absolute URL: where `href` and `next` point. */
export function hrefOf(c: RestContext, query: Record<string, string | number | undefined> = {}): string {
  const url = new URL(c.req.url);
  url.search = "";
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url.toString();
}

/** Absolute URL of a path of this simulator. */
export function absolute(world: EbayWorld, c: RestContext, path: string): string {
  return `${new URL(c.req.url).origin}${world.prefix}${path}`;
}

/** The JSON body, or undefined when it is none. */
export async function readJson(c: RestContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}
