import { ConnectorError, callLimits, type OrdersCapability, type PageProblem } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { z } from "zod";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { cursorOf, type OrderRound, openRound } from "./order-cursor.ts";
import { readOrders } from "./order-reader.ts";
import { readPage } from "./read-page.ts";

const headSchema = z.object({
  shipmentId: z.string().min(1),
  updatedAt: z.string().nullish(),
  hold: z.boolean().nullish(),
  orderItems: z
    .array(z.object({ orderId: z.string().min(1), status: z.string().nullish(), quantity: z.number().nullish() }))
    .min(1),
});
/** A return, as a hint at its order. */
const returnSchema = z.object({
  returnId: z.string().min(1),
  orderId: z.string().min(1),
  status: z.string().nullish(),
  updatedDate: z.string().nullish(),
});
/** Hard cap against lists without end. */
const maxPages = 20_000;

/** Orders, put together from Flipkart's shipments. Eight lists a round, and two calls for each page of orders. */
export function createOrders(client: FlipkartClient, now: () => number): OrdersCapability {
  return {
    async *changedSince(cursor, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "read_orders" };
      const delivered = new Set<string>();
      let round: OrderRound | null = openRound(cursor, options?.startFrom, now());
      for (let count = 1; round !== null; count += 1) {
        const here: OrderRound = round;
        const { items, problems, next }: OrdersPage = await fetchOrders(client, here, { call, delivered });
        const endless = next !== null && count >= maxPages;
        if (endless)
          problems.push({ externalId: null, message: "The list does not end; reading was stopped.", raw: null });
        // Searches that show nothing new are passed over; the last one carries the cursor of the whole round.
        const says = items.length > 0 || problems.length > 0 || next === null;
        if (says) yield { items, problems, cursor: cursorOf(next, here) };
        round = endless ? null : next;
      }
    },
    async get(externalId, options) {
      const call: FlipkartCall = { ...callLimits(options, now), lane: "read_orders" };
      return await readOrder(client, externalId, call);
    },
  };
}

/** One order. Throws `not_found`, and `bad_response` for one that cannot be read. */
export async function readOrder(client: FlipkartClient, externalId: string, call: FlipkartCall): Promise<Order> {
  const { items, problems } = await readOrders(client, [externalId], { call });
  const [order] = items;
  if (order) return order;
  const operation = "GET /v3/shipments";
  const [problem] = problems;
  if (problem) {
    const message = `Flipkart's order ${externalId} could not be read: ${problem.message}.`;
    throw new ConnectorError({ code: "bad_response", message, operation });
  }
  const message = `Flipkart knows no order ${externalId}.`;
  throw new ConnectorError({ code: "not_found", message, operation });
}

interface OrdersPage {
  items: Order[];
  problems: PageProblem[];
  next: OrderRound | null;
}

/** Said once in a reading: every page would say it again. */
const withheldProblem: PageProblem = {
  externalId: null,
  message:
    "Flipkart keeps names and addresses from this application: orders come without them. It lacks the right, or is not approved yet; look under Developer Access.",
  raw: null,
};

async function fetchOrders(
  client: FlipkartClient,
  round: OrderRound,
  { call, delivered }: { call: FlipkartCall; delivered: Set<string> },
): Promise<OrdersPage> {
  const { records, next } = await readPage(client, round, call);
  const heads = records.map(headOf);
  const unread = heads.flatMap((head) => ("problem" in head ? head.problem : []));
  const fresh = heads.flatMap((head) => ("orderId" in head && !delivered.has(head.key) ? head : []));
  const { items, problems, withheld } = await readOrders(
    client,
    fresh.map(({ orderId }) => orderId),
    { call, seen: records },
  );
  for (const { key } of fresh) delivered.add(key);
  const newer = items.filter((order) => !delivered.has(versionOf(order)));
  for (const order of newer) delivered.add(versionOf(order));
  const untold = withheld && !delivered.has(withheldProblem.message);
  if (untold) delivered.add(withheldProblem.message);
  return { items: newer, problems: [...unread, ...problems, ...(untold ? [withheldProblem] : [])], next };
}

type Head = { orderId: string; key: string } | { problem: PageProblem };

// What a search shows is only a hint at the order; the same shipment shown again, unchanged, says nothing new.
function headOf(raw: unknown): Head {
  const back = returnSchema.safeParse(raw).data;
  if (back) return { orderId: back.orderId, key: JSON.stringify(back) };
  const head = headSchema.safeParse(raw);
  if (head.success) {
    const { shipmentId, updatedAt, hold, orderItems } = head.data;
    return { orderId: orderItems[0]?.orderId ?? "", key: JSON.stringify([shipmentId, updatedAt, hold, orderItems]) };
  }
  const { data } = z.object({ shipmentId: z.string() }).safeParse(raw);
  const message = head.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  return { problem: { externalId: data?.shipmentId ?? null, message, raw } };
}

function versionOf(order: Order): string {
  return `${order.externalId} ${order.updatedAt} ${order.rawStatus}`;
}
