import { z } from "zod";
import { type Hundredths, parseDecimal } from "../amounts.ts";
import type { Order } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { nextRefundId } from "../order-seeding.ts";
import { type RestContext, readJson, type UserOperation } from "../rest-operation.ts";
import { orderPaymentStatus, orderTotal, refundStatus } from "./order-status.ts";

const refuse = refusal("API_FULFILLMENT");
const MAX_COMMENT = 1000;

const amountSchema = z.object({ value: z.string().optional(), currency: z.string().optional() });
const refundSchema = z.object({
  reasonForRefund: z.string().optional(),
  comment: z.string().optional(),
  orderLevelRefundAmount: amountSchema.optional(),
  refundItems: z
    .array(
      z.object({
        lineItemId: z.string().optional(),
        legacyReference: z.object({ legacyItemId: z.string().optional() }).optional(),
        refundAmount: amountSchema.optional(),
      }),
    )
    .optional(),
});
type RefundInput = z.output<typeof refundSchema>;
type Part = { amount: Hundredths; lineItemId: string | null };

/** issueRefund: for EU and UK sellers only with a digital signature. */
export function refundOperations(world: EbayWorld): UserOperation[] {
  return [
    {
      operation: "issueRefund",
      method: "POST",
      path: "/sell/fulfillment/v1/order/:orderId/issue_refund",
      quota: "sell.fulfillment",
      scopes: [scope("sell.finances")],
      signed: true,
      token: "user",
      async handle(c, seller) {
        const order = world.orders.get(c.req.param("orderId") ?? "");
        if (order === undefined || order.username !== seller.username)
          throw refuse(404, [34913, "Can not find the order."]);
        return c.json(await issueRefund(world, c, order));
      },
    },
  ];
}

async function issueRefund(world: EbayWorld, c: RestContext, order: Order) {
  const parsed = refundSchema.safeParse(await readJson(c));
  if (!parsed.success) throw refuse(400, [34902, "Request can't be empty."]);
  const input = parsed.data;
  checkBasics(world, order, input);
  const parts = readParts(order, input);
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  const refunded = order.refunds.reduce((total, { amount }) => total + amount, 0);
  if (refunded + sum > orderTotal(order)) throw refuse(400, [34915, "The refund amount exceeds order amount."]);
  return addRefund(world, order, parts);
}

/** Gives money back; all parts share one refund id, as one call does. */
export function addRefund(world: EbayWorld, order: Order, parts: readonly Part[]) {
  const refundId = nextRefundId(world);
  const at = world.clock.iso();
  order.refunds.push(...parts.map((part) => ({ ...part, refundId, at })));
  order.modifiedAt = at;
  world.ledger.append("order-refunded", { orderId: order.orderId, refundId, parts });
  return { refundId, refundStatus: "PENDING" as const };
}

function checkBasics(world: EbayWorld, order: Order, input: RefundInput) {
  const now = world.clock.milliseconds();
  if (input.reasonForRefund === undefined) throw refuse(400, [34903, "The refund reason must be specified."]);
  if ((input.comment?.length ?? 0) > MAX_COMMENT) {
    const text = "The comment exceeds the length limit, please make sure it doesn't exceed 1000 characters.";
    throw refuse(400, [34921, text]);
  }
  if (orderPaymentStatus(order) === "FULLY_REFUNDED") {
    throw refuse(400, [34917, "This order was already refunded.", "BUSINESS"]);
  }
  if (order.refunds.some((refund) => refundStatus(refund, now) === "PENDING")) {
    throw refuse(400, [34922, "Refund can't be issued while previous refund is processing."]);
  }
  if (order.payment.status !== "PAID") {
    const text =
      "You cannot refund this order yet since the buyer payment has not been processed. Please try again later.";
    throw refuse(409, [34929, text]);
  }
}

function readParts(order: Order, { orderLevelRefundAmount, refundItems }: RefundInput): Part[] {
  if (orderLevelRefundAmount !== undefined) {
    return [{ amount: readAmount(order, orderLevelRefundAmount), lineItemId: null }];
  }
  if (refundItems === undefined || refundItems.length === 0) {
    throw refuse(400, [34905, "Either orderLevelRefundAmount or refundItems must be specified."]);
  }
  return refundItems.map(({ lineItemId, legacyReference, refundAmount }) => {
    if (lineItemId === undefined && legacyReference === undefined) {
      throw refuse(400, [34910, "Either legacyReference or lineItemId must be specified for item level refund."]);
    }
    const line = order.lines.find((candidate) =>
      lineItemId === undefined
        ? candidate.itemId === legacyReference?.legacyItemId
        : candidate.lineItemId === lineItemId,
    );
    if (line === undefined) throw refuse(400, [34914, "Can't find the item in the order."]);
    return { amount: readAmount(order, refundAmount), lineItemId: line.lineItemId };
  });
}

function readAmount(order: Order, amount: z.output<typeof amountSchema> | undefined): Hundredths {
  if (amount?.value === undefined) throw refuse(400, [34906, "The amount value must be specified."]);
  if (!/^\d+(\.\d{1,2})?$/.test(amount.value) || Number(amount.value) <= 0) {
    throw refuse(400, [34907, "The amount value must be positive and within two decimals."]);
  }
  if (amount.currency === undefined) throw refuse(400, [34908, "The amount currency must be specified."]);
  if (amount.currency !== order.currency) throw refuse(400, [34909, "The amount currency isn't correct."]);
  return parseDecimal(amount.value);
}
