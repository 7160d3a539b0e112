import { type Connector, ConnectorError } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { type RunError, readCursor, readOpenOrders } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { announceRun, requireOrders } from "./run-order-sync.ts";
import { failureText } from "./sync-lifecycle.ts";
import { type OpenRun, type SyncInput, withRun } from "./with-run.ts";
import { writeOrderPage } from "./write-order-page.ts";

/** Orders that one run asks for: a shop with many open ones is gone through in turns, within the platform's quota. */
const ordersInARun = 25;

// What is wrong with one order alone; everything else would befall the next call too.
const concernsOne: ReadonlySet<string> = new Set(["bad_response", "invalid_request", "rejected", "conflict"]);
const notThere: ReadonlySet<string> = new Set(["not_found", "unsupported"]);

/**
 * Asks the platform for orders that are still open here, by their numbers, the longest unasked first. It proves that
 * neither the list of changes nor a webhook kept anything back.
 */
export async function runOrderStatus({ ctx, input }: Verb<SyncInput>): Promise<void> {
  await withRun(ctx, { ...input, kind: "order_status" }, (open) => readOpen(ctx, open));
}

async function readOpen(ctx: ServiceContext, { connection, run, signal }: OpenRun): Promise<void> {
  const orders = requireOrders(await openConnector(ctx, connection.id));
  const open = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const after = await readCursor(tx, connection.id, "order_status");
    return await readOpenOrders(tx, { connectionId: connection.id, after, limit: ordersInARun });
  });
  const read = await ask(orders, open.externalIds, signal);
  const origin = { connectionId: connection.id, demo: connection.demo, newId: ctx.newId };
  const page = { items: read.items, problems: read.problems, cursor: open.cursor };
  const written = await writeOrderPage(ctx, { runId: run.id, origin, kind: "order_status" }, page);
  await announceRun(ctx, { written, platform: connection.platform });
}

async function ask(
  orders: NonNullable<Connector["orders"]>,
  externalIds: readonly string[],
  signal: AbortSignal,
): Promise<{ items: Order[]; problems: RunError[] }> {
  const items: Order[] = [];
  const problems: RunError[] = [];
  for (const externalId of externalIds) {
    signal.throwIfAborted();
    try {
      items.push(await orders.get(externalId, { signal }));
    } catch (error) {
      if (!ConnectorError.is(error)) throw error;
      if (concernsOne.has(error.code)) problems.push({ externalId, message: failureText(error), code: error.code });
      else if (!notThere.has(error.code)) throw error;
    }
  }
  return { items, problems };
}
