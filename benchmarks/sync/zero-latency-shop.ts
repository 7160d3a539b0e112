import type { ConnectorDefinition, Manifest } from "@counterfoil/connector-kit";
import type { Order, OrderLine } from "@counterfoil/core/model";

/** Of five orders three have two lines, one has one and one has four: 2.2 on average. */
const linesOf = [2, 2, 2, 1, 4];
const pageSize = 200;

/** Lines that the first orders have altogether. */
export function lineCount(orders: number): number {
  return Array.from({ length: orders }, (_, index) => linesOf[index % linesOf.length] ?? 1).reduce((a, b) => a + b, 0);
}

const manifest: Manifest = {
  ...{ platform: "ebay", name: "Zero latency", kind: "marketplace", description: "Answers at once." },
  ...{ connectionMethods: [], environments: [{ id: "production", label: "Production" }], marketplaces: [] },
  capabilities: {
    ...{ orders: true, listings: false, stockRead: false, stockWrite: false, fulfillment: false, webhooks: false },
  },
  ...{ limits: [], setupSteps: [], docsUrl: null },
};

/** A shop that gives as many orders as asked for without any delay. Line `n` sells the unit with the SKU `U-n`. */
export function zeroLatencyShop(state: { orders: number; firstOrder: number; firstLine: number }): ConnectorDefinition {
  return {
    manifest,
    create: () => ({
      manifest,
      probe: () => Promise.reject(new Error("not asked for")),
      orders: {
        changedSince: () => pages(state),
        get: () => Promise.reject(new Error("not asked for")),
      },
    }),
  };
}

async function* pages({ orders, firstOrder, firstLine }: { orders: number; firstOrder: number; firstLine: number }) {
  let line = firstLine;
  for (let first = 0; first < orders; first += pageSize) {
    const items = Array.from({ length: Math.min(pageSize, orders - first) }, (_, offset) => {
      const made = order(firstOrder + first + offset, line);
      line += made.lines.length;
      return made;
    });
    yield { items, cursor: String(first + items.length), problems: [] };
  }
}

const start = Date.parse("2026-01-01T00:00:00.000Z");

function order(number: number, firstLine: number): Order {
  const at = new Date(start + number * 1000).toISOString();
  const money = (minor: number) => ({ minor, currency: "GBP" });
  const count = linesOf[number % linesOf.length] ?? 1;
  const lines = Array.from({ length: count }, (_, position): OrderLine => {
    const unit = firstLine + position;
    return {
      ...{ externalId: `${number}-${position}`, listingId: `L-${unit}`, variationId: null, sku: `U-${unit}` },
      ...{ title: `Unit ${unit} of the benchmark, boxed, complete`, quantity: 1, quantityShipped: null },
      ...{ quantityCancelled: null, quantityRefunded: null, identifiers: [], condition: null, variation: [] },
      ...{ unitPrice: money(1999), lineTotal: money(1999), shipping: null, tax: null, kind: null },
      raw: { lineItemId: `${number}-${position}`, sku: `U-${unit}`, quantity: 1, total: "19.99" },
    };
  });
  return {
    ...{ platform: "ebay", externalId: `11-${String(number).padStart(8, "0")}`, status: "paid", rawStatus: "PAID" },
    ...{ paymentStatus: "paid", placedAt: at, updatedAt: at, paidAt: at, shippedAt: null, shipBy: null },
    ...{ currency: "GBP", marketplace: "EBAY_GB", lines, linesComplete: true, shipments: [] },
    buyer: { externalId: `b-${number % 5000}`, username: `buyer-${number % 5000}`, name: "A Buyer", email: null },
    shipTo: {
      ...{ name: "A Buyer", company: null, lines: ["1 High Street"], city: "Leeds", region: null },
      ...{ postalCode: "LS1 1AA", countryCode: "GB", phone: null, raw: null },
    },
    totals: {
      ...{ subtotal: money(1999 * count), shipping: money(350), discount: null, tax: null, fees: null },
      ...{ refunded: null, total: money(1999 * count + 350) },
    },
    ...{ buyerNote: null, sellerNote: null, archived: false },
    raw: {
      orderId: number,
      creationDate: at,
      buyer: { username: `buyer-${number % 5000}` },
      lineItems: lines.map(({ raw }) => raw),
    },
  };
}
