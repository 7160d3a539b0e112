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
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { listedOrderSchema } from "../bricklink-schemas.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { type ChangedOrder, compareOrders, hasLeft, type ListedEntry } from "./changed-orders.ts";
import { type OrderCursor, readOrderCursor, writeOrderCursor } from "./order-cursor.ts";
import { readOrder } from "./read-order.ts";

const pageSize = 10;
const hourMs = 3_600_000;
const defaultHistoryMs = 90 * 86_400_000;

/** Received orders. The whole list is read and compared; details and items follow for what changed (two calls each). */
export function createOrders(client: BricklinkClient, context: BricklinkContext): OrdersCapability {
  const { now } = context;
  const startOfCall = (options?: CallOptions): BricklinkCall => ({
    ...callLimits(options, now),
    lane: "read_orders",
  });
  return {
    async *changedSince(cursor, options) {
      const call = startOfCall(options);
      const startFrom = options?.startFrom ?? new Date(now() - defaultHistoryMs).toISOString();
      yield* changedOrders(client, readOrderCursor(cursor, startFrom), { context, call });
    },
    get: (externalId, options) => readOrder(client, externalId, startOfCall(options)),
  };
}

interface Run {
  context: BricklinkContext;
  call: BricklinkCall;
}

async function* changedOrders(
  client: BricklinkClient,
  cursor: OrderCursor,
  { context, call }: Run,
): AsyncGenerator<Page<Order>> {
  const fullPass = cursor.fullPassAt === null || context.now() - cursor.fullPassAt >= hourMs;
  const open = await listEntries(client, false, call);
  const wantsArchived = context.includeArchived && (fullPass || hasLeft(open.entries, cursor));
  const archived = wantsArchived ? await listEntries(client, true, call) : { entries: [], problems: [] };
  const { changed, seen } = compareOrders({
    entries: [...open.entries, ...archived.entries],
    cursor,
    complete: wantsArchived || !context.includeArchived,
    retryFailed: fullPass,
  });
  let problems = [...open.problems, ...archived.problems];
  // While pages are still to come, resuming must list again what this run has listed.
  const pages = changed.length === 0 ? [[]] : batches(changed, pageSize);
  for (const [index, batch] of pages.entries()) {
    const page = await readBatch(client, batch, call);
    for (const { id, print } of page.delivered) seen[id] = print;
    const last = index === pages.length - 1;
    const fullPassAt = last && fullPass ? context.now() : cursor.fullPassAt;
    yield {
      items: page.items,
      problems: [...problems, ...page.problems],
      cursor: writeOrderCursor({ ...cursor, seen, fullPassAt }),
    };
    problems = [];
  }
}

async function listEntries(client: BricklinkClient, archived: boolean, call: BricklinkCall) {
  const records = await client.listOrders(archived, call);
  const { items, problems } = readRecords(records, {
    schema: listedOrderSchema,
    idOf: (raw) => idOf(raw, "order_id"),
    map: (order): ListedEntry => ({ order, archived }),
  });
  return { entries: items, problems };
}

async function readBatch(client: BricklinkClient, batch: readonly ChangedOrder[], call: BricklinkCall) {
  const items: Order[] = [];
  const problems: PageProblem[] = [];
  const delivered: { id: string; print: string }[] = [];
  for (const { id, fingerprint } of batch) {
    try {
      items.push(await readOrder(client, id, call));
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
function isAboutOneOrder(error: unknown): error is ConnectorError {
  if (!ConnectorError.is(error)) return false;
  return error.code === "not_found" || (error.code === "bad_response" && !error.retryable);
}

function idOf(raw: unknown, key: string): string | null {
  if (typeof raw !== "object" || raw === null) return null;
  const value = (raw as Record<string, unknown>)[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
