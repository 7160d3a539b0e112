import { publish } from "../events/publish.ts";
import type { Return } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** Moves a return to another status, keeps a record, and tells subscribers. */
export function moveReturn(
  world: TiktokShopWorld,
  row: Return,
  { status, event, description, role }: { status: string; event: string; description: string; role: string },
) {
  const at = world.seconds();
  row.status = status;
  row.updateTime = at;
  row.records.push({ event, description, role, note: "", time: at });
  world.ledger.append("return-status-changed", { orderId: row.orderId, returnId: row.id, status });
  announceReturn(world, row);
}

export function announceReturn(world: TiktokShopWorld, row: Return) {
  publish(world, row.shopId, "RETURN_STATUS_CHANGE", {
    order_id: row.orderId,
    return_role: "BUYER",
    return_type: row.type,
    return_status: row.status,
    return_id: row.id,
    create_time: row.createTime,
    update_time: row.updateTime,
  });
}
