import {
  type Connector,
  type ConnectorDefinition,
  ConnectorError,
  type Manifest,
  type Page,
  type StockChange,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { Listing, ListingReference, Order, OrderLine, Shipment, StockLevel } from "@counterfoil/core/model";

/** A marketplace that exists in this process: its orders are placed, and its failures set, by the test. */
export interface FakeShop {
  definition: ConnectorDefinition;
  connector: Connector;
  /** Places an order, or changes one that is there; the next read shows it as changed now. */
  put(order: OrderDraft): Order;
  /** Changes an order. */
  change(externalId: string, change: Partial<Order>): Order;
  /** Packages that the shop was told of, in order. */
  packages: { orderExternalId: string; idempotencyKey: string; shipment: Shipment }[];
  /** How many orders a page holds. */
  pageSize: number;
  /** Fails the next shipment: before it took effect, or after, with its answer lost. */
  failShipment: null | "refused" | "lost-after" | "lost-before";
  /** Fails reads while set. */
  failReads: ConnectorError | null;
  /** What the shop offers, as its listings are read. */
  listings: Listing[];
  /** Figures that the shop was told, in order. */
  figures: { externalId: string; quantity: number; idempotencyKey: string }[];
  /** How often the shop was asked what it offers. */
  stockReads: number;
  /** Fails the next figure: refused, or its answer lost after or before it took effect. */
  failFigure: null | "refused" | "lost-after" | "lost-before" | "unavailable";
  /** Called before each page is given. */
  beforePage: (page: number) => void | Promise<void>;
  /** The date that the latest reading from the beginning was given. */
  startedFrom: string | null;
  /** Records that cannot be read, given with the next page. */
  problems: { externalId: string | null; message: string }[];
}

export interface LineDraft extends Partial<OrderLine> {
  sku?: string | null;
}

export interface OrderDraft extends Partial<Omit<Order, "lines">> {
  externalId: string;
  lines: LineDraft[];
}

function manifest(platform: string): Manifest {
  return {
    ...{ platform, name: platform.toUpperCase(), kind: "marketplace", description: "A shop for tests." },
    ...{ connectionMethods: [], environments: [{ id: "production", label: "Production" }], marketplaces: [] },
    capabilities: {
      ...{ orders: true, listings: true, stockRead: true, stockWrite: true },
      ...{ fulfillment: true, webhooks: false },
    },
    ...{ limits: [], setupSteps: [], docsUrl: null },
  };
}

function toLine(draft: LineDraft, position: number): OrderLine {
  return {
    ...{ externalId: String(position + 1), listingId: null, variationId: null, sku: null, title: "Sold thing" },
    ...{ quantity: 1, quantityShipped: null, quantityCancelled: null, quantityRefunded: null, identifiers: [] },
    ...{ condition: null, variation: [], unitPrice: null, lineTotal: null, shipping: null, tax: null, kind: null },
    raw: {},
    ...draft,
  };
}

/** An order with ordinary values for all that is not given. */
export function toOrder(platform: string, draft: OrderDraft, updatedAt: string): Order {
  const none = { subtotal: null, shipping: null, discount: null, tax: null, fees: null, refunded: null, total: null };
  return {
    ...{ platform, status: "paid", rawStatus: "PAID", paymentStatus: "paid", placedAt: "2026-03-01T10:00:00.000Z" },
    ...{ updatedAt, paidAt: null, shippedAt: null, shipBy: null, currency: "GBP", marketplace: null },
    ...{ buyer: { externalId: null, username: "buyer-1", name: null, email: null }, shipTo: null, totals: none },
    ...{ linesComplete: true, shipments: [], buyerNote: null, sellerNote: null, archived: false, raw: {} },
    ...draft,
    lines: draft.lines.map(toLine),
  };
}

/** Makes a shop. `tick` gives a later time at every call. */
export function createFakeShop(platform: string, tick: () => string): FakeShop {
  const orders = new Map<string, Order>();
  const log: string[] = [];
  const keep = (order: Order): Order => {
    orders.set(order.externalId, order);
    log.push(order.externalId);
    return order;
  };
  const shop: FakeShop = {
    definition: { manifest: manifest(platform), create: () => shop.connector },
    connector: undefined as never,
    put: (draft) => keep(toOrder(platform, draft, tick())),
    change: (externalId, change) => keep({ ...found(orders, externalId), ...change, updatedAt: tick() }),
    ...{ packages: [], pageSize: 50, failShipment: null, failReads: null, problems: [], listings: [] },
    ...{ figures: [], stockReads: 0, failFigure: null },
    beforePage: () => {},
    startedFrom: null,
  };
  shop.connector = {
    manifest: manifest(platform),
    probe: () => Promise.reject(new Error("not asked for")),
    orders: {
      changedSince: (cursor, options) => {
        if (cursor === null) shop.startedFrom = options?.startFrom ?? null;
        return pages(shop, { orders, log, cursor });
      },
      get: async (externalId) => found(orders, externalId),
    },
    listings: { all: (cursor) => listingPages(shop, cursor) },
    stock: {
      read: async (references) => {
        shop.stockReads += 1;
        if (shop.failReads) throw shop.failReads;
        return references.flatMap((reference) => levelOf(shop, reference, tick()) ?? []);
      },
      set: async (changes) => changes.map((change) => setFigure(shop, change, tick())),
    },
    fulfillment: {
      ship: async (request) => {
        const told = shop.packages.find(({ idempotencyKey }) => idempotencyKey === request.idempotencyKey);
        if (told) return told.shipment;
        return ship(shop, request, found(orders, request.orderExternalId), keep);
      },
      reconcile: async (request) =>
        shop.packages.find(({ idempotencyKey }) => idempotencyKey === request.idempotencyKey)?.shipment ?? null,
      carriers: async () => [{ code: "RM", name: "Royal Mail" }],
    },
  };
  return shop;
}

function found(orders: ReadonlyMap<string, Order>, externalId: string): Order {
  const order = orders.get(externalId);
  if (!order) throw new ConnectorError({ code: "not_found", message: "There is no such order." });
  return order;
}

function levelOf(shop: FakeShop, reference: ListingReference, observedAt: string): StockLevel | null {
  const listing = findListing(shop, reference);
  if (!listing || listing.status === "ended") return null;
  return { listing: reference, quantity: listing.quantity ?? 0, observedAt };
}

function findListing(shop: FakeShop, { externalId, variationId }: ListingReference): Listing | undefined {
  return shop.listings.find(
    ({ reference }) => reference.externalId === externalId && reference.variationId === variationId,
  );
}

function setFigure(shop: FakeShop, change: StockChange, observedAt: string): WriteOutcome<StockLevel> {
  const { listing: reference, quantity, idempotencyKey } = change;
  const fault = shop.failFigure;
  shop.failFigure = null;
  const failed = (code: "rejected" | "outcome_unknown" | "unavailable" | "not_found", message: string) =>
    ({ status: "failed", idempotencyKey, error: new ConnectorError({ code, message }) }) as const;
  if (fault === "refused") return failed("rejected", "The listing is locked.");
  if (fault === "unavailable") return failed("unavailable", "The shop is closed.");
  if (fault === "lost-before") return failed("outcome_unknown", "No answer came.");
  const listing = findListing(shop, reference);
  if (!listing) return failed("not_found", "There is no such listing.");
  listing.quantity = quantity;
  shop.figures.push({ externalId: reference.externalId, quantity, idempotencyKey });
  if (fault === "lost-after") return failed("outcome_unknown", "The answer was lost.");
  return { status: "done", idempotencyKey, value: { listing: reference, quantity, observedAt }, note: null };
}

async function* listingPages(shop: FakeShop, cursor: string | null): AsyncIterable<Page<Listing>> {
  let position = cursor === null ? 0 : Number(cursor);
  for (let page = 1; page === 1 || position < shop.listings.length; page += 1) {
    await shop.beforePage(page);
    const items = shop.listings.slice(position, position + shop.pageSize);
    position += items.length;
    const problems = shop.problems.splice(0).map((problem) => ({ ...problem, raw: {} }));
    yield { items, cursor: String(position), problems };
  }
}

async function* pages(
  shop: FakeShop,
  { orders, log, cursor }: { orders: Map<string, Order>; log: string[]; cursor: string | null },
): AsyncIterable<Page<Order>> {
  let position = cursor === null ? 0 : Number(cursor);
  for (let page = 1; position < log.length || (page === 1 && shop.problems.length > 0); page += 1) {
    await shop.beforePage(page);
    if (shop.failReads) throw shop.failReads;
    const items = log.slice(position, position + shop.pageSize).map((externalId) => found(orders, externalId));
    position += items.length;
    const problems = shop.problems.splice(0).map((problem) => ({ ...problem, raw: {} }));
    yield { items, cursor: String(position), problems };
  }
}

type ShipRequest = Parameters<NonNullable<Connector["fulfillment"]>["ship"]>[0];

function ship(shop: FakeShop, request: ShipRequest, order: Order, keep: (order: Order) => Order): Shipment {
  const fault = shop.failShipment;
  shop.failShipment = null;
  if (fault === "refused") throw new ConnectorError({ code: "rejected", message: "The tracking number is not valid." });
  if (fault === "lost-before") throw new ConnectorError({ code: "outcome_unknown", message: "No answer came." });
  const lines = order.lines.map((line) => ({
    lineExternalId: line.externalId,
    quantity: request.lines === null ? line.quantity - (line.quantityShipped ?? 0) : 0,
  }));
  for (const asked of request.lines ?? []) {
    const line = lines.find(({ lineExternalId }) => lineExternalId === asked.lineExternalId);
    if (line) line.quantity = asked.quantity;
  }
  const { carrier, trackingNumber, shippedAt } = request;
  const packed = lines.filter(({ quantity }) => quantity > 0);
  const shipment = {
    externalId: `package-${shop.packages.length + 1}`,
    carrier,
    trackingNumber,
    shippedAt,
    lines: packed,
  };
  shop.packages.push({ orderExternalId: order.externalId, idempotencyKey: request.idempotencyKey, shipment });
  const shipped = order.lines.map((line) => ({
    ...line,
    quantityShipped:
      (line.quantityShipped ?? 0) + (packed.find((part) => part.lineExternalId === line.externalId)?.quantity ?? 0),
  }));
  const whole = shipped.every((line) => line.quantityShipped >= line.quantity);
  keep({
    ...order,
    ...{ lines: shipped, status: whole ? "shipped" : "partially_shipped", shipments: [...order.shipments, shipment] },
    updatedAt: new Date(Date.parse(order.updatedAt) + 1000).toISOString(),
  });
  if (fault === "lost-after") throw new ConnectorError({ code: "outcome_unknown", message: "The answer was lost." });
  return shipment;
}
