import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FetchedPage,
  jsonBody,
  type OrdersCapability,
  type Page,
  readPages,
} from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import type { EbayClient } from "../ebay-client.ts";
import { orderPageSchema } from "../ebay-schemas.ts";
import { mapLimited } from "../map-limited.ts";
import { nextOrderPage } from "./next-order-page.ts";
import {
  afterWindow,
  firstCursor,
  isCaughtUp,
  type OrderWindow,
  readOrderCursor,
  type WindowPosition,
  windowFilter,
  windowOf,
  writeOrderCursor,
} from "./order-cursor.ts";
import type { OrderDetails } from "./order-details.ts";

const pageSize = 200;
const detailCallsAtOnce = 4;
/** Where eBay calls a date future, its clock is behind ours: dates are taken back by this, a few times. */
const behindStepMs = 60_000;
const mostBehindMs = 5 * behindStepMs;

/** Orders by the Fulfillment API: imported by creation date, then followed by date of change. */
export function createOrders(client: EbayClient, details: OrderDetails, now: () => number): OrdersCapability {
  const fetchPage = async (window: OrderWindow, at: WindowPosition, limits: CallLimits) => {
    const { data: page } = await client.rest(
      {
        api: "Fulfillment",
        operation: "GET /sell/fulfillment/v1/order",
        lane: "read_orders",
        path: "/sell/fulfillment/v1/order",
        query: { filter: windowFilter(window), limit: pageSize, offset: at.offset },
        decode: jsonBody(orderPageSchema),
      },
      limits,
    );
    const completed = await mapLimited(page.orders ?? [], detailCallsAtOnce, (raw) => details.complete(raw, limits));
    const fetched: FetchedPage<Order, WindowPosition> = {
      items: completed
        .flatMap(({ order }) => (order ? [order] : []))
        .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt)),
      problems: completed.flatMap(({ problem }) => (problem ? [problem] : [])),
      next: nextOrderPage(page, at),
    };
    return fetched;
  };

  const readWindow = (window: OrderWindow, limits: CallLimits) => {
    let total: number | null = null;
    return readPages<Order, WindowPosition>({
      first: window.position,
      async fetch(at) {
        const page = await fetchPage(window, at, limits);
        total = page.next?.total ?? null;
        return page;
      },
      cursor: (next) => writeOrderCursor(next === null ? afterWindow(window) : { ...window, position: next }),
      // A page may rightly look like the one before it when the list has shrunk meanwhile.
      keyOf: (order) => `${order.externalId} of ${total}`,
    });
  };

  // How far eBay's clock was found behind ours, roughly.
  let behindMs = 0;
  const theirNow = () => now() - behindMs;

  return {
    async *changedSince(cursor, options) {
      const limits = callLimits(options, now);
      const told = new Set<string>();
      let state = cursor === null ? firstCursor(options?.startFrom, theirNow()) : readOrderCursor(cursor);
      for (;;) {
        const isMadeNow = state.phase === "done";
        const window = windowOf(state, theirNow());
        if (window === null) return;
        let empty: Page<Order> | null = null;
        try {
          for await (const page of readWindow(window, limits)) {
            state = readOrderCursor(page.cursor);
            const items = page.items.filter((order) => isNews(order, told));
            // Months without an order would be many empty pages: only the last of them moves the cursor on.
            empty = items.length === 0 && page.problems.length === 0 ? { ...page, items } : null;
            if (empty === null) yield { ...page, items };
          }
        } catch (error) {
          if (!isInTheirFuture(error) || behindMs >= mostBehindMs) throw error;
          behindMs += behindStepMs;
          continue;
        }
        const stoppedInside = state.phase === window.phase && state.from === window.from;
        if (isMadeNow || stoppedInside || isCaughtUp(state, theirNow())) {
          if (empty) yield empty;
          return;
        }
      }
    },

    async get(externalId, options) {
      const limits = callLimits(options, now);
      const raw = await details.order(externalId, limits);
      const { order, problem } = await details.complete(raw, limits);
      if (order) return order;
      const message = `eBay's answer for order ${externalId} could not be read: ${problem?.message}`;
      throw new ConnectorError({
        code: "bad_response",
        message,
        operation: "GET /sell/fulfillment/v1/order/{orderId}",
      });
    },
  };
}

function isInTheirFuture(error: unknown): boolean {
  return ConnectorError.is(error) && error.platformCode === "30850";
}

/** False for a state of an order that this run has told already: windows and re-read pages overlap. */
function isNews(order: Order, told: Set<string>): boolean {
  const state = `${order.externalId} ${order.updatedAt}`;
  if (told.has(state)) return false;
  told.add(state);
  return true;
}
