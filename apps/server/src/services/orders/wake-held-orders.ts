import type { OrderStatus } from "@counterfoil/core/model";
import type { ServerParts } from "../context.ts";
import { systemContext } from "../context.ts";
import { moveOrder } from "./set-status.ts";

const mostAtOnce = 500;

/** Takes up orders whose hold has run out: they go back to what their platform says of them. */
export async function wakeHeldOrders(parts: ServerParts): Promise<void> {
  const now = parts.now();
  const rows = await parts.db.asSystem((tx) =>
    tx
      .selectFrom("orders")
      .select(["workspace_id", "id", "platform_status"])
      .where("held_until", "<=", now)
      .where("status", "=", "on_hold")
      .limit(mostAtOnce)
      .execute(),
  );
  for (const { workspace_id, id, platform_status } of rows) {
    const ctx = systemContext(parts, workspace_id, "end of hold");
    try {
      await moveOrder(ctx, {
        orderId: id,
        status: wokenStatus(platform_status),
        force: true,
        note: "the hold ran out",
      });
    } catch (error) {
      ctx.logger.error({ err: error, orderId: id }, "an order on hold could not be taken up again");
    }
  }
}

function wokenStatus(platformStatus: OrderStatus | null): Exclude<OrderStatus, "unknown"> {
  return platformStatus === null || platformStatus === "unknown" || platformStatus === "on_hold"
    ? "paid"
    : platformStatus;
}
