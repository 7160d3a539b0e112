import type { Order } from "./bricqer-entities.ts";
import { invalid, notFound } from "./bricqer-errors.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import type { BricqerOperation, Call } from "./operation.ts";
import { displayName, orderDetail, orderRow } from "./order-view.ts";
import { topLevelPage } from "./paging.ts";

export const orderOperations: readonly BricqerOperation[] = [
  { name: "orders/order", method: "GET", right: "orders", slash: "required", handle: listOrders },
  { name: "orders/order/{id}", method: "GET", right: "orders", slash: "required", handle: readOrder },
];

// Filters that the service does not know are ignored without a word.
function listOrders(world: BricqerWorld, call: Call): unknown {
  const rows = ownOrders(world, call).filter(
    (order) =>
      hasStatus(order, call.query.get("status")) &&
      isFiledAs(world, order, call.query.get("filed")) &&
      isModifiedWithin(world, order, call.query) &&
      isFound(order, call.query.get("search")),
  );
  return topLevelPage(call, sorted(rows, call.query.get("ordering")), (order) => orderRow(world, order));
}

function ownOrders(world: BricqerWorld, { tenant }: Call): Order[] {
  return world.orders.where((order) => order.tenant === tenant.label);
}

function hasStatus(order: Order, wanted: string | null): boolean {
  return !wanted || wanted.toUpperCase().split(",").includes(order.status);
}

function isFiledAs({ settings }: BricqerWorld, order: Order, wanted: string | null): boolean {
  const asked = wanted?.toLowerCase();
  if (asked === "true" || asked === "false") return order.filed === (asked === "true");
  return settings.filedDefault === "all" || !order.filed;
}

function isModifiedWithin({ settings }: BricqerWorld, order: Order, query: URLSearchParams): boolean {
  if (settings.modifiedFilter === "ignored") return true;
  const modified = Date.parse(order.modified);
  const from = readInstant(query, "modified__gte") ?? Number.NEGATIVE_INFINITY;
  const to = readInstant(query, "modified__lte") ?? Number.POSITIVE_INFINITY;
  return modified >= from && modified <= to;
}

function readInstant(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (!text) return null;
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text);
  const value = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(value)) throw invalid(name, "Enter a valid date/time.");
  return value;
}

function isFound(order: Order, words: string | null): boolean {
  return !words || displayName(order).toLowerCase().includes(words.toLowerCase());
}

// The newest first unless told; sortings that are not known are ignored too.
function sorted(orders: readonly Order[], ordering: string | null): Order[] {
  const field = ordering?.replace(/^-/, "");
  const keyOf = (order: Order) => (field === "modified" ? order.modified : order.created);
  const sign = ordering === "created" || ordering === "modified" ? 1 : -1;
  return [...orders].sort((one, two) => sign * (keyOf(one).localeCompare(keyOf(two)) || one.id - two.id));
}

function readOrder(world: BricqerWorld, { tenant, id }: Call): unknown {
  const order = world.orders.get(rowKey(tenant.label, id));
  if (order === undefined) throw notFound();
  return orderDetail(world, order);
}
