import { ConnectorError } from "@counterfoil/connector-kit";
import { type ConnectionRow, forgetUnreadOrders, retryTransaction } from "@counterfoil/db";
import { requireConnection } from "../connections/connection-rows.ts";
import { openConnector } from "../connections/open-connector.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { keepingIndexTrue } from "../resolution/stock-index-cache.ts";
import { announceOrders } from "./announce-orders.ts";
import { type WrittenOrders, writeOrders } from "./write-orders.ts";

const deadlineMs = 30_000;

/** Orders that the lists leave out too: there is nothing to look for. */
const leftOut: ReadonlySet<string> = new Set(["not_found", "unsupported"]);

/**
 * Reads one order anew and takes it over, as a page of a sync would. False when it could not be read or stored: the
 * caller then has everything that changed read, which also finds what is wrong and says so.
 */
export async function rereadOrder({
  ctx,
  input,
}: Verb<{ connectionId: string; externalId: string; signal?: AbortSignal }>): Promise<boolean> {
  const { connectionId, externalId, signal } = input;
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  if (connection.disconnected_at !== null) return true;
  try {
    const { orders } = await openConnector(ctx, connectionId);
    if (orders === undefined) return false;
    const order = await orders.get(externalId, { deadlineMs, ...(signal && { signal }) });
    const written = await retryTransaction(() => keepingIndexTrue(ctx, () => store(ctx, connection, [order])));
    await announceOrders(ctx, { written: [written], platform: connection.platform });
    return true;
  } catch (error) {
    if (ConnectorError.is(error) && leftOut.has(error.code)) return true;
    ctx.logger.info({ err: error, connectionId, externalId }, "an order could not be read by its number");
    return false;
  }
}

async function store(
  ctx: ServiceContext,
  connection: ConnectionRow,
  orders: Parameters<typeof writeOrders>[2]["orders"],
): Promise<WrittenOrders> {
  const origin = { connectionId: connection.id, demo: connection.demo, newId: ctx.newId };
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const written = await writeOrders(tx, ctx, { orders, origin });
    const externalIds = orders.map((order) => order.externalId);
    await forgetUnreadOrders(tx, { connectionId: connection.id, externalIds });
    return written;
  });
}
