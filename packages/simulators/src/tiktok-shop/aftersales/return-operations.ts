import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { listQuery, pageOf } from "../paging.ts";
import { readBody, readQuery } from "../read-body.ts";
import type { Return, Shop } from "../tiktok-shop-entities.ts";
import { missingParameter, rule } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { once } from "./once.ts";
import { refundAmount, refundLine } from "./refund-amount.ts";
import { moveReturn } from "./returns.ts";

const SCOPE = "seller.return_refund.basic";
const time = z.number().int().nonnegative().optional();
const ids = z.array(z.string()).optional();
const searchSchema = z.object({
  return_ids: ids,
  order_ids: ids,
  return_status: ids,
  return_types: ids,
  create_time_ge: time,
  create_time_lt: time,
  update_time_ge: time,
  update_time_lt: time,
});
const searchQuery = listQuery(50, ["create_time", "update_time"]);
const approveSchema = z.object({
  decision: z.enum(["APPROVE_REFUND", "APPROVE_RETURN", "APPROVE_RECEIVED_PACKAGE", "APPROVE_REPLACEMENT"]),
  buyer_keep_item: z.boolean().optional(),
});
const rejectSchema = z.object({
  decision: z.enum(["REJECT_REFUND", "REJECT_RETURN", "REJECT_RECEIVED_PACKAGE", "REJECT_REPLACEMENT"]),
  reject_reason: z.string(),
  comment: z.string().optional(),
});
const approved: Readonly<Record<z.output<typeof approveSchema>["decision"], string>> = {
  APPROVE_RETURN: "AWAITING_BUYER_SHIP",
  APPROVE_REFUND: "RETURN_OR_REFUND_REQUEST_SUCCESS",
  APPROVE_RECEIVED_PACKAGE: "RETURN_OR_REFUND_REQUEST_SUCCESS",
  APPROVE_REPLACEMENT: "REPLACEMENT_REQUEST_COMPLETE",
};
const rejected: Readonly<Record<z.output<typeof rejectSchema>["decision"], string>> = {
  REJECT_REFUND: "REFUND_OR_RETURN_REQUEST_REJECT",
  REJECT_RETURN: "REFUND_OR_RETURN_REQUEST_REJECT",
  REJECT_RECEIVED_PACKAGE: "REJECT_RECEIVE_PACKAGE",
  REJECT_REPLACEMENT: "REPLACEMENT_REQUEST_REJECT",
};
const open = ["RETURN_OR_REFUND_REQUEST_PENDING", "BUYER_SHIPPED_ITEM", "REPLACEMENT_REQUEST_PENDING"];

/** Returns and refunds: search, answers, history, reasons for a refusal. */
export function returnOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "SearchReturns",
      method: "POST",
      paths: ["/return_refund/202309/returns/search"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const query = readQuery(c, searchQuery);
        const filter = await readBody(c, searchSchema);
        const byUpdate = query.sort_field === "update_time";
        const { rows, ...rest } = pageOf(c, {
          rows: world.returns.where((row) => row.shopId === shop.id && matches(row, filter)),
          positionOf: (row) => [byUpdate ? row.updateTime : row.createTime, row.id],
          descending: query.sort_order === "DESC",
          pageSize: query.page_size,
          parameters: [shop.id, filter, query.page_size, query.sort_field, query.sort_order],
        });
        return ok(world, c, { ...rest, return_orders: rows.map((row) => viewReturn(world, shop, row)) });
      },
    },
    answering(world, "ApproveReturn"),
    answering(world, "RejectReturn"),
    {
      operation: "GetReturnRecords",
      method: "GET",
      paths: ["/return_refund/202309/returns/:returnId/records"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const { records } = returnOf(world, shop, c.req.param("returnId") ?? "");
        return ok(world, c, { records: records.map(({ time: create_time, ...rest }) => ({ create_time, ...rest })) });
      },
    },
    {
      operation: "GetRejectReasons",
      method: "GET",
      paths: ["/return_refund/202309/reject_reasons"],
      scope: SCOPE,
      about: "shop",
      handle(c) {
        if (c.req.query("return_or_cancel_id") === undefined) throw missingParameter("return_or_cancel_id");
        return ok(world, c, {
          reasons: [
            { name: "seller_reject_apply_product_has_been_packed", text: "Product has been packed" },
            {
              name: "seller_reject_apply_you_have_reached_an_agreement_with_the_buyer",
              text: "You have reached an agreement with the buyer",
            },
          ],
        });
      },
    },
  ];
}

function answering(world: TiktokShopWorld, operation: "ApproveReturn" | "RejectReturn"): TiktokShopOperation {
  const approves = operation === "ApproveReturn";
  return {
    operation,
    method: "POST",
    paths: [`/return_refund/202309/returns/:returnId/${approves ? "approve" : "reject"}`],
    scope: SCOPE,
    about: "shop",
    async handle(c, shop) {
      const status = approves
        ? approved[(await readBody(c, approveSchema)).decision]
        : rejected[(await readBody(c, rejectSchema)).decision];
      once(world, c, () => {
        const row = returnOf(world, shop, c.req.param("returnId") ?? "");
        if (!open.includes(row.status)) throw rule(25001014, "Return is not waiting for the seller");
        const event = approves ? "SELLER_APPROVE" : "SELLER_REJECT";
        moveReturn(world, row, { status, event, description: `Seller decided: ${status}`, role: "Seller" });
      });
      return ok(world, c);
    },
  };
}

function returnOf(world: TiktokShopWorld, shop: Shop, id: string): Return {
  const row = world.returns.get(id);
  if (row?.shopId !== shop.id) throw rule(25001013, "Return does not exist");
  return row;
}

function viewReturn(world: TiktokShopWorld, shop: Shop, row: Return) {
  const lines = (world.orders.get(row.orderId)?.lines ?? []).filter(({ id }) => row.lineIds.includes(id));
  return {
    return_id: row.id,
    order_id: row.orderId,
    return_type: row.type,
    return_status: row.status,
    return_reason: row.reason,
    return_reason_text: row.reason,
    role: "BUYER",
    create_time: row.createTime,
    update_time: row.updateTime,
    refund_amount: refundAmount(shop, lines),
    return_line_items: lines.map((line, index) => ({
      return_line_item_id: `${row.id}${index}`,
      ...refundLine(shop, line),
    })),
    shipment_type: "BUYER_ARRANGE",
    handover_method: "DROP_OFF",
    ...(row.trackingNumber !== "" && { return_tracking_number: row.trackingNumber }),
    seller_next_action_response: open.includes(row.status)
      ? [{ action: nextAction(row), deadline: row.updateTime + 2 * 86_400 }]
      : [],
  };
}

function nextAction({ type, status }: Return): string {
  if (status === "BUYER_SHIPPED_ITEM") return "SELLER_RESPOND_RECEIVE_PACKAGE";
  if (type === "REPLACEMENT") return "SELLER_RESPOND_REPLACEMENT";
  return type === "REFUND" ? "SELLER_RESPOND_REFUND" : "SELLER_RESPOND_RETURN";
}

function matches(row: Return, filter: z.output<typeof searchSchema>): boolean {
  const inside = (value: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || value >= from) && (to === undefined || value < to);
  const among = (wanted: readonly string[] | undefined, value: string) =>
    wanted === undefined || wanted.length === 0 || wanted.includes(value);
  return (
    among(filter.return_ids, row.id) &&
    among(filter.order_ids, row.orderId) &&
    among(filter.return_status, row.status) &&
    among(filter.return_types, row.type) &&
    inside(row.createTime, filter.create_time_ge, filter.create_time_lt) &&
    inside(row.updateTime, filter.update_time_ge, filter.update_time_lt)
  );
}
