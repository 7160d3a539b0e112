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
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { listedOrderSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import {
  allRows,
  type ChangedOrder,
  compareOrders,
  type OrderCursor,
  readOrderCursor,
  rowsNextTime,
  writeOrderCursor,
} from "./order-cursor.ts";
import { readOrder } from "./read-order.ts";

const pageSize = 10;
const hourMs = 3_600_000;
const defaultHistoryMs = 90 * 86_400_000;

interface Run {
  client: BrickowlClient;
  context: BrickowlContext;
  call: BrickowlCall;
}

/** Received orders. The list is read and compared; view and items follow for what changed (two calls each). */
export function createOrders(client: BrickowlClient, context: BrickowlContext): OrdersCapability {
  const run = (options?: CallOptions): Run => ({
    client,
    context,
    call: { ...callLimits(options, context.now), lane: "read_orders" },
  });
  return {
    async *changedSince(cursor, options) {
      const startFrom = options?.startFrom ?? new Date(context.now() - defaultHistoryMs).toISOString();
      yield* changedOrders(readOrderCursor(cursor, startFrom), run(options));
    },
    get: (externalId, options) => readOrder(client, externalId, run(options)),
  };
}

async function* changedOrders(cursor: OrderCursor, run: Run): AsyncGenerator<Page<Order>> {
  const { now } = run.context;
  const fullPass = cursor.fullPassAt === null || now() - cursor.fullPassAt >= hourMs;
  const limit = fullPass ? allRows : cursor.rows;
  const listed = await listRows(limit, run);
  const { changed, seen } = compareOrders(listed.items, cursor, fullPass);
  const rows = fullPass ? rowsNextTime(listed.items) : cursor.rows;
  let problems = [...listed.problems, ...(listed.total >= allRows ? [tooMany] : [])];
  const pages = changed.length === 0 ? [[]] : batches(changed, pageSize);
  for (const [index, batch] of pages.entries()) {
    const page = await readBatch(batch, run);
    for (const { id, print } of page.delivered) seen[id] = print;
    // While pages are still to come, resuming must read the long list again.
    const done = index === pages.length - 1 && fullPass ? { fullPassAt: now(), rows } : {};
    yield {
      items: page.items,
      problems: [...problems, ...page.problems],
      cursor: writeOrderCursor({ ...cursor, seen, ...done }),
    };
    problems = [];
  }
}

const tooMany: PageProblem = {
  externalId: null,
  message: `Brick Owl gives at most ${allRows} orders in its list: older ones may be missing.`,
  raw: null,
};

async function listRows(limit: number, { client, call }: Run) {
  const records = await client.listOrders({ limit }, call);
  const read = readRecords(records, { schema: listedOrderSchema, idOf, map: (row) => row });
  return { ...read, total: records.length };
}

async function readBatch(batch: readonly ChangedOrder[], run: Run) {
  const items: Order[] = [];
  const problems: PageProblem[] = [];
  const delivered: { id: string; print: string }[] = [];
  for (const { id, fingerprint } of batch) {
    try {
      items.push(await readOrder(run.client, id, run));
      delivered.push({ id, print: fingerprint });
    } catch (error) {
      if (!isAboutOneOrder(error)) throw error;
      problems.push({ externalId: id, message: error.message, raw: null });
      delivered.push({ id, print: `!${fingerprint}` });
    }
  }
  return { items, problems, delivered };
}

// A broken-off body or a refusal concerns the call; a wrong shape or a vanished order only that order.
function isAboutOneOrder(error: unknown): error is Error {
  if (error instanceof RangeError) return true;
  if (!ConnectorError.is(error)) return false;
  return error.code === "not_found" || (error.code === "bad_response" && !error.retryable);
}

function idOf(raw: unknown): string | null {
  if (typeof raw !== "object" || raw === null || !("order_id" in raw)) return null;
  return typeof raw.order_id === "string" || typeof raw.order_id === "number" ? String(raw.order_id) : null;
}
