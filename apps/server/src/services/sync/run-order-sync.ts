import type { Connector, Page } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { readCursor } from "@counterfoil/db";
import { openConnector } from "../connections/open-connector.ts";
import { recordConnectionOutcome } from "../connections/record-outcome.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { settleUnfinished } from "../orders/send-shipment.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { unavailable } from "../service-error.ts";
import { resumeRaises } from "../stock-sync/resume-raises.ts";
import { announceOrders } from "./announce-orders.ts";
import { prepareRows } from "./decided-orders.ts";
import { type Foresight, foreseeLinks } from "./foresee-links.ts";
import type { OrderOrigin, OrderRows } from "./order-rows.ts";
import { readAhead } from "./read-ahead.ts";
import { retryUnreadOrders } from "./retry-unread-orders.ts";
import { publishRun } from "./sync-lifecycle.ts";
import { type TableCounting, tableCounting } from "./table-counting.ts";
import { type OpenRun, type SyncInput, withRun } from "./with-run.ts";
import { type WrittenPart, writeOrderPage } from "./write-order-page.ts";

/**
 * Reads a connection's changed orders from where the last run came to. Each page is one transaction with its links,
 * counters and cursor, so that a run that is killed loses nothing and the next one repeats nothing.
 */
export async function runOrderSync({ ctx, input }: Verb<SyncInput>): Promise<void> {
  const { connectionId } = input;
  const done = await withRun(ctx, { ...input, kind: "orders" }, async (open) => {
    const notes = new Set<string>();
    const counting = tableCounting(ctx);
    await readPages(ctx, open, { notes, counting }).finally(counting.done);
    // Before the run ends: whoever sees it done finds the connection green.
    await recordConnectionOutcome(ctx, connectionId, { kind: "ok", notes: [...notes] });
  });
  if (done) await resumeRaises(ctx, connectionId);
}

/** Throws `unavailable` for a platform that gives no orders. */
export function requireOrders(connector: Connector): NonNullable<Connector["orders"]> {
  if (connector.orders) return connector.orders;
  throw unavailable(`${connector.manifest.name} gives no orders.`);
}

/** Reads page by page; `notes` takes what concerns all orders and not one of them, such as addresses that are withheld. */
async function readPages(
  ctx: ServiceContext,
  { connection, run, signal }: OpenRun,
  { notes, counting }: { notes: Set<string>; counting: TableCounting },
): Promise<void> {
  const connector = await openConnector(ctx, connection.id);
  const orders = requireOrders(connector);
  await settleLostShipments(ctx, connector, connection.id);
  const cursor = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readCursor(tx, connection.id, "orders"));
  const origin: OrderOrigin = { connectionId: connection.id, demo: connection.demo, newId: ctx.newId };
  const turns: Turns = { decided: null };
  const pages = prepared(ctx, orders.changedSince(cursor, { signal }), { origin, turns });
  for await (const { page, rows, foresight } of readAhead(pages)) {
    const onDecided = beginTurn(turns);
    const of = { runId: run.id, origin: { ...origin, prepared: rows }, ahead: { foresight, onDecided } };
    const written = await writeOrderPage(ctx, of, page).finally(onDecided);
    turns.decided = null;
    for (const { externalId, message } of page.problems) if (externalId === null) notes.add(message);
    await announceRun(ctx, { written, platform: connection.platform });
    counting.filled(written.reduce((sum, part) => sum + part.created, 0));
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
  const retried = { run: { runId: run.id, origin }, startedAt: run.started_at, signal };
  const written = await retryUnreadOrders(ctx, orders, retried);
  await announceRun(ctx, { written, platform: connection.platform });
  if (await hasUnsearchedLines(ctx)) await requestReevaluation(ctx);
}

/** Whether a page is being written: settled once its lines are decided. */
interface Turns {
  decided: Promise<void> | null;
}

/** Answers what is called once the lines are decided. */
function beginTurn(turns: Turns): () => void {
  let settle = () => {};
  turns.decided = new Promise((resolve) => {
    settle = resolve;
  });
  return settle;
}

interface PreparedPage {
  page: Page<Order>;
  rows: Map<Order, OrderRows>;
  foresight: Foresight | null;
}

/**
 * Pages with the rows of their orders and with what the matcher will decide on them: while they are read ahead, the
 * database writes the page before, whose decisions come first.
 */
async function* prepared(
  ctx: ServiceContext,
  pages: AsyncIterable<Page<Order>>,
  { origin, turns }: { origin: OrderOrigin; turns: Turns },
): AsyncGenerator<PreparedPage> {
  const { connectionId } = origin;
  for await (const page of pages) {
    const rows = await prepareRows(page.items, origin);
    await turns.decided;
    // With nothing to wait for, deciding ahead would only be one transaction more.
    const foresight = turns.decided ? await foreseeLinks(ctx, { connectionId, rows: [...rows.values()] }) : null;
    yield { page, rows, foresight };
  }
}

/** Whether lines wait on which the matcher broke: each run has them looked at again. */
async function hasUnsearchedLines(ctx: ServiceContext): Promise<boolean> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("queue_entries")
      .select("id")
      .where("status", "=", "pending")
      .where("reason", "=", "lookup_failed")
      .executeTakeFirst(),
  );
  return row !== undefined;
}

const answerExpectedMs = 2 * 60_000;

/** Packages that were sent long ago and never answered are looked up. The reading of orders does not wait for that. */
async function settleLostShipments(ctx: ServiceContext, connector: Connector, connectionId: string): Promise<void> {
  if (connector.fulfillment === undefined) return;
  const before = new Date(ctx.now().getTime() - answerExpectedMs);
  try {
    await settleUnfinished(ctx, connector.fulfillment, { connectionId, before });
  } catch (error) {
    ctx.logger.warn({ err: error, connectionId }, "packages could not be looked up");
  }
}

/** Tells pages what a page of orders changed and how far its run is. */
export async function announceRun(
  ctx: ServiceContext,
  { written, platform }: { written: readonly WrittenPart[]; platform: string },
): Promise<void> {
  await announceOrders(ctx, { written, platform });
  const last = written.at(-1);
  if (last) publishRun(ctx, last.run);
}
