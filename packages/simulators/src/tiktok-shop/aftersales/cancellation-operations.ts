import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { orderOf } from "../orders/order-operations.ts";
import { unshippedLines } from "../orders/order-state.ts";
import { listQuery, pageOf } from "../paging.ts";
import { readBody, readQuery } from "../read-body.ts";
import type { Cancellation, Order, OrderLine, Shop } from "../tiktok-shop-entities.ts";
import { rule } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { cancelAtOnce, endCancellation } from "./cancellations.ts";
import { once } from "./once.ts";
import { refundAmount, refundLine } from "./refund-amount.ts";

const SCOPE = "seller.return_refund.basic";
const PENDING = "CANCELLATION_REQUEST_PENDING";
const time = z.number().int().nonnegative().optional();
const ids = z.array(z.string()).optional();
const cancelSchema = z.object({
  order_id: z.string(),
  cancel_reason: z.string(),
  order_line_item_ids: ids,
  skus: z.array(z.object({ sku_id: z.string(), quantity: z.number().int().min(1) })).optional(),
});
const searchSchema = z.object({
  cancel_ids: ids,
  order_ids: ids,
  buyer_user_ids: ids,
  cancel_status: ids,
  cancel_types: ids,
  create_time_ge: time,
  create_time_lt: time,
  update_time_ge: time,
  update_time_lt: time,
});
const searchQuery = listQuery(50, ["create_time", "update_time"]);
const rejectSchema = z.object({ reject_reason: z.string(), comment: z.string().optional() });

/** Cancellations: by the seller, and the seller's answers to buyers' requests. */
export function cancellationOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "CancelOrder",
      method: "POST",
      paths: ["/return_refund/202309/cancellations"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, cancelSchema);
        const order = orderOf(world, shop, body.order_id);
        const lines = linesToCancel(order, body);
        const { id, status } = cancelAtOnce(world, { order, lines, role: "SELLER", reason: body.cancel_reason });
        return ok(world, c, { cancel_id: id, cancel_status: status });
      },
    },
    {
      operation: "SearchCancellations",
      method: "POST",
      paths: ["/return_refund/202309/cancellations/search"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const query = readQuery(c, searchQuery);
        const filter = await readBody(c, searchSchema);
        const byUpdate = query.sort_field === "update_time";
        const { rows, ...rest } = pageOf(c, {
          rows: world.cancellations.where((row) => row.shopId === shop.id && matches(world, row, filter)),
          positionOf: (row) => [byUpdate ? row.updateTime : row.createTime, row.id],
          descending: query.sort_order === "DESC",
          pageSize: query.page_size,
          parameters: [shop.id, filter, query.page_size, query.sort_field, query.sort_order],
        });
        return ok(world, c, { ...rest, cancellations: rows.map((row) => viewCancellation(world, shop, row)) });
      },
    },
    {
      operation: "ApproveCancellation",
      method: "POST",
      paths: ["/return_refund/202309/cancellations/:cancelId/approve"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const id = c.req.param("cancelId") ?? "";
        once(world, c, () => endCancellation(world, pendingOf(world, shop, id), "approve"));
        return ok(world, c);
      },
    },
    {
      operation: "RejectCancellation",
      method: "POST",
      paths: ["/return_refund/202309/cancellations/:cancelId/reject"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        await readBody(c, rejectSchema);
        const id = c.req.param("cancelId") ?? "";
        once(world, c, () => endCancellation(world, pendingOf(world, shop, id), "reject"));
        return ok(world, c);
      },
    },
  ];
}

function linesToCancel(order: Order, body: z.output<typeof cancelSchema>): OrderLine[] {
  const left = unshippedLines(order);
  if (left.length === 0) throw rule(25001001, "The order cannot be cancelled in its present status");
  if (body.order_line_item_ids !== undefined) {
    const wanted = new Set(body.order_line_item_ids);
    const lines = left.filter(({ id }) => wanted.has(id));
    if (lines.length < wanted.size) throw rule(25001002, "Order line item cannot be cancelled");
    return lines;
  }
  if (body.skus === undefined) return left;
  return body.skus.flatMap(({ sku_id: skuId, quantity }) => {
    const lines = left.filter((line) => line.skuId === skuId);
    if (lines.length < quantity) throw rule(25001002, "Order line item cannot be cancelled");
    return lines.slice(0, quantity);
  });
}

function pendingOf(world: TiktokShopWorld, shop: Shop, id: string): Cancellation {
  const cancellation = world.cancellations.get(id);
  if (cancellation?.shopId !== shop.id) throw rule(25001003, "Cancellation does not exist");
  if (cancellation.status !== PENDING) throw rule(25001004, "Cancellation is not waiting for the seller");
  return cancellation;
}

function viewCancellation(world: TiktokShopWorld, shop: Shop, row: Cancellation) {
  const lines = (world.orders.get(row.orderId)?.lines ?? []).filter(({ id }) => row.lineIds.includes(id));
  return {
    cancel_id: row.id,
    order_id: row.orderId,
    cancel_type: row.type,
    cancel_status: row.status,
    cancel_reason: row.reason,
    cancel_reason_text: row.reason,
    role: row.role,
    create_time: row.createTime,
    update_time: row.updateTime,
    refund_amount: refundAmount(shop, lines),
    cancel_line_items: lines.map((line, index) => ({
      cancel_line_item_id: `${row.id}${index}`,
      ...refundLine(shop, line),
    })),
    seller_next_action_response:
      row.status === PENDING ? [{ action: "SELLER_RESPOND_CANCEL", deadline: row.createTime + 2 * 86_400 }] : [],
  };
}

function matches(world: TiktokShopWorld, row: Cancellation, filter: z.output<typeof searchSchema>): boolean {
  const inside = (value: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || value >= from) && (to === undefined || value < to);
  const among = (wanted: readonly string[] | undefined, value: string) =>
    wanted === undefined || wanted.length === 0 || wanted.includes(value);
  return (
    among(filter.cancel_ids, row.id) &&
    among(filter.order_ids, row.orderId) &&
    among(filter.buyer_user_ids, world.orders.get(row.orderId)?.userId ?? "") &&
    among(filter.cancel_status, row.status) &&
    among(filter.cancel_types, row.type) &&
    inside(row.createTime, filter.create_time_ge, filter.create_time_lt) &&
    inside(row.updateTime, filter.update_time_ge, filter.update_time_lt)
  );
}
