import { type Connector, ConnectorError, type ConnectorErrorCode } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { advanceRun, forgetUnreadOrders, type RunError, readUnreadOrders } from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { conflict } from "../service-error.ts";
import { failureText } from "./sync-lifecycle.ts";
import { type PageRun, type WrittenPart, writeOrderPage } from "./write-order-page.ts";

const triedInARun = 20;

// What hinders every call alike: asking for the next order would only cost another one.
const hindersAll: ReadonlySet<ConnectorErrorCode> = new Set([
  "auth_expired",
  "auth_revoked",
  "rate_limited",
  "quota_exhausted",
  "unavailable",
  "aborted",
]);

/**
 * Reads orders again, by their number, that an earlier run could not read or store. Those that still fail are counted
 * and reported once more and stay remembered; those beyond the run's share are reported as a number.
 */
export async function retryUnreadOrders(
  ctx: ServiceContext,
  orders: NonNullable<Connector["orders"]>,
  { run, startedAt, signal }: { run: PageRun; startedAt: Date; signal: AbortSignal },
): Promise<WrittenPart[]> {
  const { connectionId } = run.origin;
  const { externalIds, total } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    readUnreadOrders(tx, { connectionId, before: startedAt, limit: triedInARun }),
  );
  const written: WrittenPart[] = [];
  let tried = 0;
  for (const externalId of externalIds) {
    const read = await readAgain(orders, externalId, signal);
    signal.throwIfAborted();
    tried += 1;
    written.push(...(await writeOrderPage(ctx, run, { ...read, cursor: null })));
    if (read.items[0] && read.items[0].externalId !== externalId) await forget(ctx, connectionId, externalId);
    if (read.stop) break;
  }
  if (tried < total) await reportUntried(ctx, run, total - tried);
  return written;
}

/** For an order that answers under another number than its unreadable record gave: it is known by its own now. */
async function forget(ctx: ServiceContext, connectionId: string, externalId: string): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    forgetUnreadOrders(tx, { connectionId, externalIds: [externalId] }),
  );
}

interface ReadAgain {
  items: Order[];
  problems: RunError[];
  stop: boolean;
}

async function readAgain(
  orders: NonNullable<Connector["orders"]>,
  externalId: string,
  signal: AbortSignal,
): Promise<ReadAgain> {
  try {
    const order = await orders.get(externalId, { signal });
    return { items: [order], problems: [], stop: false };
  } catch (error) {
    const message = `This order was missed earlier and still cannot be read: ${failureText(error)}`;
    const stop = ConnectorError.is(error) && hindersAll.has(error.code);
    return { items: [], problems: [{ externalId, message }], stop };
  }
}

async function reportUntried(ctx: ServiceContext, run: PageRun, count: number): Promise<void> {
  const message = `${count} more ${count === 1 ? "order was" : "orders were"} missed earlier; the next runs read them.`;
  const counts = { seen: 0, created: 0, updated: 0, unchanged: 0, failed: 0, linked: 0, queued: 0 };
  const errors = [{ externalId: null, message }];
  const alive = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    advanceRun(tx, { id: run.runId, counts, errors, at: ctx.now() }),
  );
  if (!alive) throw conflict("This sync run was ended by another one.");
}
