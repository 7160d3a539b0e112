import { expect, test } from "vitest";
import type { Order, OrderLine } from "../model/index.ts";
import { isLinkable, type LineState, lineFacts, orderLinkState } from "./index.ts";

const at = { needed: 1, shipped: 0 };
const claim = (sold: number) => [{ id: "c", inventoryItemId: "u", quantity: 1, sold }];
const system = { kind: "system" } as const;
const person = { kind: "person", id: "ann" } as const;
const reserved: LineState = { name: "linked", ...at, claims: claim(0), method: "auto", by: system };
const sold: LineState = { name: "linked", needed: 1, shipped: 1, claims: claim(1), method: "auto", by: system };
const open: LineState = { name: "queued", ...at, claims: [], reason: "no_match", found: 0, by: system };
const absent: LineState = { name: "no_inventory", ...at, claims: [], by: person, note: null };
const released: LineState = { name: "released", needed: 0, shipped: 0, claims: [], cause: "cancelled" };
const untracked: LineState = { name: "released", ...at, claims: [], cause: "not_tracked" };

test.each([
  ["51: claimed and not dispatched is pre-linked, not complete", [reserved], true, "prelinked"],
  ["1: claimed and dispatched is complete", [sold], true, "complete"],
  ["87: a cancelled order is settled", [released], true, "complete"],
  ["103: one claimed and one without inventory is settled", [sold, absent], true, "complete"],
  ["105: one claimed and one open is partial", [sold, open], true, "partial"],
  ["105: nothing claimed is pending", [open, open], true, "pending"],
  ["119: an order without lines is not complete", [], true, "pending"],
  ["119: an order whose lines are still to come is not complete", [sold], false, "partial"],
  ["parts that are not tracked do not count as unlinked", [untracked, reserved], true, "prelinked"],
  ["an order of untracked parts alone is settled", [untracked], true, "complete"],
  ["an untracked part settles nothing for its neighbour", [untracked, open], true, "partial"],
] as const)("case %s", (_, lines, linesComplete, expected) => {
  expect(orderLinkState(lines, linesComplete)).toBe(expected);
});

const order = (values: Partial<Order>) =>
  ({ status: "paid", paymentStatus: "paid", shipments: [], ...values }) as Pick<
    Order,
    "status" | "paymentStatus" | "shipments"
  >;
const line = (values: Partial<OrderLine>) =>
  ({
    externalId: "1",
    quantity: 1,
    quantityShipped: null,
    quantityCancelled: null,
    quantityRefunded: null,
    ...values,
  }) as Parameters<typeof lineFacts>[1];

test.each([
  [
    "89: one of three refunded",
    order({}),
    line({ quantity: 3, quantityRefunded: 1 }),
    { needed: 2, shipped: 0, cause: null },
  ],
  ["87: cancelled", order({ status: "cancelled" }), line({}), { needed: 0, shipped: 0, cause: "cancelled" }],
  [
    "91: refunded in full",
    order({ status: "shipped", paymentStatus: "refunded" }),
    line({}),
    { needed: 0, shipped: 1, cause: "refunded" },
  ],
  [
    "every unit cancelled",
    order({}),
    line({ quantity: 2, quantityCancelled: 2 }),
    { needed: 0, shipped: 0, cause: "cancelled" },
  ],
  ["1: dispatched", order({ status: "completed" }), line({ quantity: 2 }), { needed: 2, shipped: 2, cause: null }],
  [
    "61: partly shipped by line",
    order({ status: "partially_shipped" }),
    line({ quantity: 2, quantityShipped: 1 }),
    { needed: 2, shipped: 1, cause: null },
  ],
  [
    "85: partly shipped by package",
    order({
      status: "partially_shipped",
      shipments: [
        {
          externalId: null,
          carrier: null,
          trackingNumber: null,
          shippedAt: null,
          lines: [{ lineExternalId: "1", quantity: 1 }],
        },
      ],
    }),
    line({ quantity: 2 }),
    { needed: 2, shipped: 1, cause: null },
  ],
] as const)("case %s", (_, given, sold, expected) => {
  expect(lineFacts(given, sold)).toEqual(expected);
});

test.each([
  ["pending", "unpaid", false],
  ["pending", "paid", true],
  ["paid", "unknown", true],
  ["shipped", "unknown", true],
  ["unknown", "unknown", false],
  ["unknown", "paid", true],
  ["on_hold", "paid", true],
  ["cancelled", "paid", false],
  ["shipped", "refunded", false],
] as const)("an order %s and %s may be linked: %s", (status, paymentStatus, expected) => {
  expect(isLinkable({ status, paymentStatus })).toBe(expected);
});
