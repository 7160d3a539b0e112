import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FetchedPage,
  type OrdersCapability,
  type Page,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { orderPageSchema, orderSchema } from "../schemas/order.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { mapOrder } from "./map-order.ts";
import { nextOrderPage } from "./next-order-page.ts";
import {
  afterWindow,
  firstCursor,
  type OrderWindow,
  readOrderCursor,
  startOf,
  type WindowPosition,
  windowOf,
  writeOrderCursor,
} from "./order-cursor.ts";
import { isFulfilledByPlatform } from "./order-status.ts";
import { idOf, readOrder } from "./read-order.ts";

const pageSize = 100;

/** Orders: imported by time of creation, then followed by time of change. */
export function createOrders(client: TiktokShopClient, now: () => number): OrdersCapability {
  return {
    async *changedSince(cursor, options) {
      const run: Run = { client, limits: callLimits(options, now), told: new Set() };
      let state = cursor === null ? firstCursor(options?.startFrom, now()) : readOrderCursor(cursor);
      let empty: Page<Order> | null = null;
      for (;;) {
        const isFresh = state.phase === "done";
        const window = windowOf(state, now());
        if (window === null) break;
        for await (const page of readWindow(window, run)) {
          state = readOrderCursor(page.cursor);
          // Months without an order would be many empty pages: only the last of them moves the cursor on.
          empty = page.items.length === 0 && page.problems.length === 0 ? page : null;
          if (empty === null) yield page;
        }
        const stoppedInside = state.phase === window.phase && state.from === window.from;
        if (isFresh || stoppedInside) break;
      }
      if (empty) yield empty;
    },

    async get(externalId, options) {
      const limits = callLimits(options, now);
      const { order, raw } = await readOrder(client, externalId, { lane: "read_orders", limits });
      if (isFulfilledByPlatform(order)) throw leftOut(externalId);
      const { region } = await client.shop(limits);
      return mapOrder(order, { raw, region });
    },
  };
}

/** An order that the lists leave out: one found by its number must not come in by another door. */
function leftOut(externalId: string): ConnectorError {
  const message = `TikTok Shop ships order ${externalId} from its own warehouse: such orders are not read.`;
  return new ConnectorError({ code: "unsupported", message, operation: "GET /order/202507/orders" });
}

interface Run {
  client: TiktokShopClient;
  limits: CallLimits;
  /** States of orders that this run has told already: windows and pages overlap. */
  told: Set<string>;
}

function readWindow(window: OrderWindow, run: Run) {
  let isEmpty = window.position.from === window.from && window.position.token === null;
  return readPages<Order, WindowPosition>({
    first: window.position,
    async fetch(at) {
      const page = await fetchPage(window, at, run).catch((error) => {
        // A token does not live as long as a stored cursor: the window is read again from its second.
        if (at.token === null || !isRefusal(error)) throw error;
        return fetchPage(window, startOf(at.from), run);
      });
      isEmpty &&= page.items.length === 0;
      return page;
    },
    cursor: (next) => writeOrderCursor(next === null ? afterWindow(window, isEmpty) : { ...window, position: next }),
  });
}

async function fetchPage(
  window: OrderWindow,
  at: WindowPosition,
  { client, limits, told }: Run,
): Promise<FetchedPage<Order, WindowPosition>> {
  const field = window.phase === "import" ? "create_time" : "update_time";
  const page = await client.call(
    {
      operation: "POST /order/202309/orders/search",
      lane: "read_orders",
      effect: "read",
      query: { page_size: pageSize, page_token: at.token, sort_field: field, sort_order: "ASC" },
      json: { [`${field}_ge`]: at.from, [`${field}_lt`]: window.to },
      data: orderPageSchema,
    },
    limits,
  );
  const { region } = await client.shop(limits);
  const orders = page?.orders ?? [];
  const { items, problems } = readRecords(orders, {
    schema: orderSchema,
    map: (wire, raw) => ({ order: mapOrder(wire, { raw, region }), ofSeller: !isFulfilledByPlatform(wire) }),
    idOf,
  });
  const facts = { orders, nextToken: page?.next_page_token ?? null, total: page?.total_count ?? null };
  const next = nextOrderPage({ ...facts, field, until: window.to }, at);
  // Goods in TikTok Shop's warehouse are not on the seller's shelf: their sale must take no unit from there.
  const own = items.flatMap(({ order, ofSeller }) => (ofSeller ? order : []));
  return { items: own.filter((order) => isNews(order, told)), problems, next };
}

function isRefusal(error: unknown): boolean {
  return ConnectorError.is(error) && (error.code === "invalid_request" || error.code === "rejected");
}

function isNews(order: Order, told: Set<string>): boolean {
  const state = `${order.externalId} ${order.updatedAt}`;
  if (told.has(state)) return false;
  told.add(state);
  return true;
}
