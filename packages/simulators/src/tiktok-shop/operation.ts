import type { SimulatorApp } from "../kit/index.ts";
import { type Caller, refuseCipher, requireGrant, requireScope, requireShop, requireSignedRequest } from "./caller.ts";
import type { TiktokShopContext } from "./envelope.ts";
import { settle } from "./orders/settle.ts";
import type { Shop } from "./tiktok-shop-entities.ts";
import { retiredVersion, tooManyRequests, unknownPath, wrongMethod } from "./tiktok-shop-errors.ts";
import { REQUESTS_QUOTA, type TiktokShopWorld } from "./tiktok-shop-world.ts";

interface OperationBasics {
  /** TikTok Shop's name, by which faults and the request log speak of it. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Paths below the prefix, in Hono's notation; several where several versions answer alike. */
  readonly paths: readonly string[];
  readonly scope: string;
}

/** A call about one shop, which the cipher names. */
export interface ShopOperation extends OperationBasics {
  readonly about: "shop";
  handle(c: TiktokShopContext, shop: Shop, caller: Caller): Response | Promise<Response>;
}

/** A call about the seller or the app, which refuses the cipher. */
export interface SellerOperation extends OperationBasics {
  readonly about: "seller";
  handle(c: TiktokShopContext, caller: Caller): Response | Promise<Response>;
}

export type TiktokShopOperation = ShopOperation | SellerOperation;

const categories = "authorization|event|fulfillment|logistics|order|product|return_refund|seller";
const businessPath = new RegExp(`^/(${categories})/`);

/** Registers operations, each behind signature, token, scope, cipher and rate checks. */
export function addOperations(world: TiktokShopWorld, app: SimulatorApp, operations: readonly TiktokShopOperation[]) {
  for (const operation of operations) {
    for (const path of operation.paths) {
      app.on(operation.method, path, async (c) => {
        settle(world);
        const appOfCall = await requireSignedRequest(world, c);
        const grant = requireGrant(world, c, appOfCall);
        requireScope(grant, operation.scope);
        return run(world, c, { operation, caller: { app: appOfCall, grant } });
      });
    }
  }
  const known = operations.flatMap(({ paths }) => paths.map(patternOf));
  const anyVersion = operations.flatMap(({ paths }) =>
    paths.map((path) => patternOf(path.replace(/\/\d{6}\//, "/V/"))),
  );
  app.all("*", (c) => {
    const path = c.req.path.slice(world.prefix.length);
    if (!businessPath.test(path)) throw unknownPath();
    if (known.some((pattern) => pattern.test(path))) throw wrongMethod();
    if (anyVersion.some((pattern) => pattern.test(path.replace(/\/\d{6}\//, "/V/")))) throw retiredVersion();
    throw unknownPath();
  });
}

function run(
  world: TiktokShopWorld,
  c: TiktokShopContext,
  { operation, caller }: { operation: TiktokShopOperation; caller: Caller },
) {
  const { appKey } = caller.app;
  if (operation.about === "seller") {
    refuseCipher(c);
    takeRequest(world, appKey);
    return operation.handle(c, caller);
  }
  const shop = requireShop(world, c, caller.grant);
  takeRequest(world, `${appKey}/${shop.id}`);
  return operation.handle(c, shop, caller);
}

function takeRequest(world: TiktokShopWorld, key: string) {
  if (!world.quotas.take(REQUESTS_QUOTA, key).allowed) throw tooManyRequests();
}

/** Names the operation of a path, for faults and the request log. */
export function operationNamer(operations: readonly TiktokShopOperation[]) {
  const patterns = operations.flatMap(({ method, paths, operation }) =>
    paths.map((path) => ({ method, operation, pattern: patternOf(path), fixed: !path.includes(":") })),
  );
  patterns.sort((a, b) => Number(b.fixed) - Number(a.fixed));
  return (method: string, path: string) =>
    patterns.find((entry) => entry.method === method && entry.pattern.test(path))?.operation;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:[^/]+/g, "[^/]+")}$`);
}
