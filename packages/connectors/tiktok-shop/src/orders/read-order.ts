import { type CallLimits, ConnectorError, type RateLane } from "@counterfoil/connector-kit";
import { orderDetailSchema, orderSchema, type WireOrder } from "../schemas/order.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";

const operation = "GET /order/202507/orders";

/** One order as TikTok Shop has it now, with its payload. Throws `not_found`, and `bad_response` for one that cannot be read. */
export async function readOrder(
  client: TiktokShopClient,
  orderId: string,
  options: { lane: RateLane; limits: CallLimits },
): Promise<{ order: WireOrder; raw: unknown }> {
  const data = await client.call(
    { operation, lane: options.lane, query: { ids: orderId }, data: orderDetailSchema },
    options.limits,
  );
  const raw = (data?.orders ?? []).find((each) => idOf(each) === orderId);
  if (raw === undefined) {
    throw new ConnectorError({ code: "not_found", message: `TikTok Shop knows no order ${orderId}.`, operation });
  }
  const parsed = orderSchema.safeParse(raw);
  if (parsed.success) return { order: parsed.data, raw };
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  const message = `TikTok Shop's answer for order ${orderId} could not be read: ${fields}.`;
  throw new ConnectorError({ code: "bad_response", message, operation });
}

/** The id of a raw order, as well as it can be read. */
export function idOf(raw: unknown): string | null {
  const id = (raw as { id?: unknown } | null)?.id;
  return typeof id === "string" ? id.trim() : null;
}
