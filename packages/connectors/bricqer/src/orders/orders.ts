import {
  batches,
  type CallOptions,
  ConnectorError,
  callLimits,
  type OrdersCapability,
  type Page,
  type PageProblem,
  readRecords,
} from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { type BricqerCall, type BricqerClient, listPaths } from "../bricqer-client.ts";
import { type BricqerOrderRow, orderRowSchema } from "../bricqer-schemas.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { listPages, recordId } from "../list-pages.ts";
import { beginRun, endRun, modifiedAt, type OrderCursor, printOf, writeOrderCursor } from "./order-cursor.ts";
import { openStatuses } from "./order-status.ts";
import { readOrder } from "./read-order.ts";

const batchSize = 10;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const defaultHistoryMs = 90 * dayMs;
const maxWalks = 2;

interface Run {
  client: BricqerClient;
  context: BricqerContext;
  call: BricqerCall;
  state: OrderCursor & { startedAt: number };
}

/** A filter that Bricqer is asked for, and the same done here: it ignores filters that it does not know. */
interface Pass {
  query: Record<string, string>;
  wants(row: BricqerOrderRow): boolean;
}

/** Orders by time of change, filed ones too, each read whole (one call each); open ones once a day whatever it says. */
export function createOrders(client: BricqerClient, context: BricqerContext): OrdersCapability {
  const callOf = (options?: CallOptions): BricqerCall => ({
    ...callLimits(options, context.now),
    lane: "read_orders",
  });
  return {
    async *changedSince(cursor, options) {
      const fallback = context.ordersSince ?? new Date(context.now() - defaultHistoryMs).toISOString();
      const state = beginRun(cursor, options?.startFrom ?? fallback, context.now());
      const run: Run = { client, context, call: callOf(options), state };
      // Switched off, the position stays: whoever switches it on again misses nothing.
      const isOff = context.importOrders === "off";
      if (!isOff) yield* changedOrders(run);
      const end = isOff ? { ...run.state, startedAt: null } : endRun(run.state);
      yield { items: [], problems: [], cursor: writeOrderCursor(end) };
    },
    get: (externalId, options) => readOrder(client, externalId, { context, call: callOf(options) }),
  };
}

async function* changedOrders(run: Run): AsyncGenerator<Page<Order>> {
  const { state, context } = run;
  const since = Date.parse(state.since);
  const changed = (row: BricqerOrderRow) => state.seen[row.id] !== printOf(row) && modifiedAt(row) >= since;
  for (const filed of ["false", "true"]) {
    yield* deliver(run, { query: { filed, modified__gte: state.since }, wants: changed });
  }
  if (context.now() - state.failedLookAt >= hourMs) yield* lookAtFailedOrders(run);
  if (context.now() - state.openLookAt >= dayMs) yield* lookAtOpenOrders(run);
}

async function* lookAtFailedOrders(run: Run): AsyncGenerator<Page<Order>> {
  const { state, context } = run;
  const failed = state.failed;
  Object.assign(state, { failed: [], failedLookAt: context.now() });
  for (const ids of batches(failed, batchSize)) {
    yield await readBatch(
      ids.map((id) => ({ id, print: null })),
      run,
    );
  }
}

/** Whether a tracking number moves the time of change is not known: open orders are read anew whatever it says. */
async function* lookAtOpenOrders(run: Run): AsyncGenerator<Page<Order>> {
  const open = new Set(openStatuses);
  const wants = (row: BricqerOrderRow) => open.has(row.status.trim().toUpperCase());
  yield* deliver(run, { query: { filed: "false", status: openStatuses.join(",") }, wants });
  run.state.openLookAt = run.context.now();
}

/** Walks the list; once more where it gave fewer orders than it claims, since pages move while they are read. */
async function* deliver(run: Run, { query, wants }: Pass): AsyncGenerator<Page<Order>> {
  const { client, context, call, state } = run;
  const handled = new Set<string>();
  for (let walk = 1; walk <= maxWalks; walk += 1) {
    const listed = new Set<string>();
    let total: number | null = null;
    for await (const page of listPages({ client, context, call, path: listPaths.orders, query })) {
      total = page.total;
      for (const raw of page.items) listed.add(recordId(raw) ?? "");
      const rows = readRecords(page.items, { schema: orderRowSchema, idOf: recordId, map: (row) => row });
      const wanted = rows.items.filter((row) => !handled.has(row.id) && wants(row));
      for (const row of rows.items) handled.add(row.id);
      let problems = walk === 1 ? [...page.problems, ...rows.problems] : [];
      noteFailures(state, rows.problems);
      for (const batch of batches(wanted, batchSize)) {
        const delivered = await readBatch(
          batch.map((row) => ({ id: row.id, print: printOf(row) })),
          run,
        );
        yield { ...delivered, problems: [...problems, ...delivered.problems] };
        problems = [];
      }
      if (problems.length > 0) yield { items: [], problems, cursor: writeOrderCursor(state) };
    }
    if (total === null || listed.size >= total) return;
  }
}

async function readBatch(orders: readonly { id: string; print: string | null }[], run: Run): Promise<Page<Order>> {
  const { client, state } = run;
  const items: Order[] = [];
  const problems: PageProblem[] = [];
  for (const { id, print } of orders) {
    try {
      items.push(await readOrder(client, id, run));
    } catch (error) {
      if (!isAboutOneOrder(error)) throw error;
      problems.push({ externalId: id, message: error.message, raw: null });
    }
    if (print !== null) state.seen[id] = print;
  }
  noteFailures(state, problems);
  return { items, problems, cursor: writeOrderCursor(state) };
}

function noteFailures(state: OrderCursor, problems: readonly PageProblem[]): void {
  const ids = problems.map(({ externalId }) => externalId).filter((id) => id !== null);
  state.failed = [...new Set([...state.failed, ...ids])];
}

// A broken-off body or a refusal concerns the call; a wrong shape or a vanished order only that order.
function isAboutOneOrder(error: unknown): error is Error {
  if (error instanceof RangeError) return true;
  if (!ConnectorError.is(error)) return false;
  return error.code === "not_found" || (error.code === "bad_response" && !error.retryable);
}
