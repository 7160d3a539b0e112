import type { Order } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { orderFulfillmentStatus } from "./order-status.ts";

const refuse = refusal("API_FULFILLMENT");
const YEAR_MS = 365.25 * 24 * 3600 * 1000;
/** getOrders reaches back two years. */
export const HISTORY_MS = 2 * YEAR_MS;
const DEFAULT_MS = 90 * 24 * 3600 * 1000;
const STATUS_COMBINATIONS = ["IN_PROGRESS|NOT_STARTED", "FULFILLED|IN_PROGRESS"];

/** Which orders a `filter` asks for. */
export interface OrderFilter {
  created?: DateRange;
  modified?: DateRange;
  statuses?: string[];
}

interface DateRange {
  from: number;
  to: number;
}

/** Reads the raw (still encoded) value of `filter`; refuses with 30700 to 30850. `now` in epoch milliseconds. */
export function parseOrderFilter(raw: string, now: number): OrderFilter {
  if (/[[\]{}|]/.test(raw)) {
    // Real servers in front of the API refuse such an address before it is read.
    throw refuse(400, [30800, "Invalid filter value {fieldvalue} for filter {fieldname}"], {
      fieldvalue: raw,
      fieldname: "filter (the signs [ ] { | } must be percent-encoded)",
    });
  }
  const filter: OrderFilter = {};
  for (const criterion of splitCriteria(decodeURIComponent(raw.replaceAll("+", " ")))) {
    const colon = criterion.indexOf(":");
    const [name, value] = [criterion.slice(0, colon).trim(), criterion.slice(colon + 1).trim()];
    if (name === "creationdate") filter.created = parseRange(name, value, now);
    else if (name === "lastmodifieddate") filter.modified = parseRange(name, value, now);
    else if (name === "orderfulfillmentstatus") filter.statuses = parseStatuses(name, value);
    else throw refuse(400, [30700, "Invalid filter name: {fieldname}"], { fieldname: name || criterion });
  }
  return filter;
}

/** Whether an order passes; `creationdate` beats `lastmodifieddate`, and no date means the last 90 days. */
export function passesFilter(order: Order, filter: OrderFilter, now: number): boolean {
  if (filter.statuses && !filter.statuses.includes(orderFulfillmentStatus(order))) return false;
  if (filter.created) return inside(order.createdAt, filter.created);
  if (filter.modified) return inside(order.modifiedAt, filter.modified) && isInHistory(order, now);
  return Date.parse(order.createdAt) >= now - DEFAULT_MS;
}

export function isInHistory(order: Order, now: number): boolean {
  return Date.parse(order.createdAt) >= now - HISTORY_MS;
}

function inside(at: string, { from, to }: DateRange): boolean {
  const time = Date.parse(at);
  return time >= from && time <= to;
}

// Commas inside brackets do not separate criteria.
function splitCriteria(text: string): string[] {
  return (text.match(/[^,[{]*(?:\[[^\]]*\]|\{[^}]*\})?[^,]*/g) ?? []).filter((part) => part.trim() !== "");
}

function parseRange(fieldname: string, fieldvalue: string, now: number): DateRange {
  const match = /^\[([^\]]*?)\.\.([^\]]*)\]$/.exec(fieldvalue);
  if (match === null) {
    throw refuse(400, [30800, "Invalid filter value {fieldvalue} for filter {fieldname}"], { fieldvalue, fieldname });
  }
  const [, start = "", end = ""] = match;
  if (start === "") throw refuse(400, [30820, "Start date is missing"]);
  const range = { from: parseDate(start), to: end === "" ? now : parseDate(end) };
  if (range.from > now || range.to > now) throw refuse(400, [30850, "Start and end dates can't be in the future"]);
  if (range.from > range.to) throw refuse(400, [30840, "Start date should be before end date"]);
  if (range.from < now - HISTORY_MS || range.to - range.from > HISTORY_MS) {
    const allowed = { allowedTime: "2" };
    throw refuse(
      400,
      [30830, "Time range between start date and end date must be within '{allowedTime}' years."],
      allowed,
    );
  }
  return range;
}

function parseDate(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw refuse(400, [30810, "Invalid date format"]);
  return time;
}

function parseStatuses(fieldname: string, fieldvalue: string): string[] {
  const [, list = ""] = /^\{([^}]*)\}$/.exec(fieldvalue) ?? [];
  const statuses = list.split("|");
  if (!STATUS_COMBINATIONS.includes([...statuses].sort().join("|"))) {
    throw refuse(400, [30800, "Invalid filter value {fieldvalue} for filter {fieldname}"], { fieldvalue, fieldname });
  }
  return statuses;
}
