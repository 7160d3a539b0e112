import {
  type CallLimits,
  ConnectorError,
  callLimits,
  type FetchedPage,
  type OrdersCapability,
  type PageProblem,
  readPages,
} from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { marketplaceName } from "../amazon-marketplaces.ts";
import { operationLabel } from "../amazon-operations.ts";
import type { AmazonContext } from "../amazon-settings.ts";
import type { Participations } from "../participations.ts";
import {
  afterWindow,
  leavingOut,
  type OrderCursor,
  type OrderWindow,
  readOrderCursor,
  restarted,
  windowOf,
  writeOrderCursor,
} from "./order-cursor.ts";
import type { OrderSearchPage, OrderSource } from "./order-source.ts";
import { searchFirstPage } from "./search-first-page.ts";

/** Orders of all marketplaces of a region in one list: imported by time of creation, then followed by time of change. */
export function createOrders(
  source: OrderSource,
  participations: Participations,
  context: Pick<AmazonContext, "now" | "patiently" | "place" | "settings">,
): OrdersCapability {
  const { now } = context;
  return {
    async *changedSince(cursor, options) {
      const limits = callLimits(options, now);
      const run: Run = { source, now, limits, patiently: (call) => context.patiently(call, limits), told: new Set() };
      let state: OrderCursor | null = cursor === null ? null : readOrderCursor(cursor);
      for (;;) {
        const begunBefore = state !== null && state.phase !== "done";
        const marketplaceIds = begunBefore ? [] : await run.patiently(() => participations.inUse(limits));
        const window = windowOf(state, { startFrom: options?.startFrom, now: now(), marketplaceIds });
        for await (const page of readWindow(window, run)) {
          state = readOrderCursor(page.cursor);
          yield page;
        }
        // A list begun by an earlier run ends in the past: what changed since is read at once.
        if (!begunBefore || state?.phase !== "done") return;
      }
    },

    async get(externalId, options) {
      const found = await source.get(externalId, "read_orders", callLimits(options, now));
      if (found.fulfilledByAmazon && !context.settings.includeAmazonFulfilled) {
        throw leftOut(`Amazon ships order ${externalId} itself: such orders are not read.`);
      }
      const { chosen } = context.place();
      if (chosen && found.order.marketplace && !chosen.includes(found.order.marketplace)) {
        throw leftOut(`Order ${externalId} is of ${marketplaceName(found.order.marketplace)}, which is not read.`);
      }
      return found.order;
    },
  };
}

/** An order that the lists leave out: one found by its number must not come in by another door. */
function leftOut(message: string): ConnectorError {
  return new ConnectorError({ code: "unsupported", message, operation: operationLabel("getOrder") });
}

interface Run {
  source: OrderSource;
  now: () => number;
  limits: CallLimits;
  patiently<Value>(call: () => Promise<Value>): Promise<Value>;
  /** States of orders that were delivered already: lists and re-read pages overlap. */
  told: Set<string>;
}

interface Position {
  window: OrderWindow;
}

function readWindow(first: OrderWindow, run: Run) {
  // The first page says how far the list reaches; every cursor of the list carries it on.
  let current = first;
  let warned = false;
  return readPages<Order, Position>({
    first: { window: first },
    async fetch({ window }) {
      const { page, window: read, problems } = await fetchPage(window, run);
      current = read;
      if (page.addressesWithheld && !warned) problems.push(addressesWithheld);
      warned ||= page.addressesWithheld;
      return nextPage({ ...page, problems: [...page.problems, ...problems] }, read, run);
    },
    cursor: (next) => writeOrderCursor(next === null ? afterWindow(current) : next.window),
  });
}

function nextPage(page: OrderSearchPage, window: OrderWindow, { told }: Run): FetchedPage<Order, Position> {
  const { nextToken } = page;
  const items = page.items
    .filter((order) => isNews(order, told))
    .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
  const next = nextToken === null ? null : { window: { ...window, pageToken: nextToken } };
  return { items, problems: page.problems, next };
}

async function fetchPage(
  window: OrderWindow,
  run: Run,
): Promise<{ page: OrderSearchPage; window: OrderWindow; problems: PageProblem[] }> {
  const { pageToken } = window;
  if (pageToken === null) return await fetchFirstPage(window, run);
  try {
    const page = await run.patiently(() => run.source.search(searchOf(window), run.limits));
    return { page, window, problems: [] };
  } catch (error) {
    // A page token that Amazon no longer knows: the list is read again from its first page.
    if (!ConnectorError.is(error) || error.code !== "invalid_request") throw error;
    return await fetchFirstPage(restarted(window, run.now()), run);
  }
}

async function fetchFirstPage(window: OrderWindow, run: Run) {
  const { source, limits, now, patiently } = run;
  const patient: OrderSource = { ...source, search: (search) => patiently(() => source.search(search, limits)) };
  const { page, marketplaceIds, refused } = await searchFirstPage(patient, searchOf(window), limits);
  const leftOut = refused.length > 0 ? leavingOut([...refused, ...(window.leftOut?.ids ?? [])], now()) : window.leftOut;
  const problems = refused.map(refusedMarketplace);
  return { page, window: { ...window, marketplaceIds: [...marketplaceIds], upTo: page.upTo, leftOut }, problems };
}

function searchOf({ phase, after, marketplaceIds, pageToken }: OrderWindow) {
  return { by: phase === "import" ? "created" : "updated", after, marketplaceIds, pageToken } as const;
}

function isNews(order: Order, told: Set<string>): boolean {
  const state = `${order.externalId} ${order.updatedAt}`;
  if (told.has(state)) return false;
  told.add(state);
  return true;
}

const addressesWithheld: PageProblem = {
  externalId: null,
  message:
    "Amazon leaves out the buyers' names and addresses. The application lacks the role Direct-to-Consumer Delivery (Restricted): ask for it in Developer Central, then authorise the application again. The orders themselves were read.",
  raw: null,
};

function refusedMarketplace(id: string): PageProblem {
  const name = marketplaceName(id);
  const message = `Amazon does not let this account read the orders of ${name}. They are left out for a day; the other marketplaces were read.`;
  return { externalId: null, message, raw: null };
}
