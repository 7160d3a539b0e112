import type { Order, Tenant } from "./bricqer-entities.ts";
import type { ChannelOrder } from "./bricqer-seed.ts";
import type { BricqerWorld } from "./bricqer-world.ts";
import { moveOrder, touch } from "./order-status.ts";
import { makeOrder, trackUrl } from "./seeding.ts";
import { takeDefinition } from "./stock-change.ts";

/** Looks at the channels, as Bricqer does by itself: new orders come in and take stock, known ones follow. */
export function importFromChannels(world: BricqerWorld, tenant: Tenant) {
  // Only one tenant's shops are simulated: the first one's.
  if (world.tenants.all()[0]?.label !== tenant.label) return;
  const known = new Map(
    world.orders.where((order) => order.tenant === tenant.label).map((order) => [nameOf(order), order] as const),
  );
  for (const order of world.channelOrders()) {
    const existing = known.get(nameOf(order));
    if (existing === undefined) importOrder(world, tenant.label, order);
    else followChannel(world, existing, order);
  }
}

function nameOf({ provider, number }: { provider: string; number: string }): string {
  return `${provider} #${number}`;
}

/** Imports one order; its goods leave the stock, as far as they are there. */
export function importOrder(world: BricqerWorld, tenant: string, seed: ChannelOrder): Order {
  const order = makeOrder(world, tenant, { ...seed, updatedAt: world.clock.iso() });
  const { id: orderId, provider, number } = order;
  world.ledger.append("order-imported", { tenant, orderId, provider, number });
  if (order.status === "CANCELLED") return order;
  for (const { definitionId, quantity } of order.lines) {
    if (definitionId === null) continue;
    takeDefinition(world, tenant, { definitionId, quantity, by: `order ${provider} #${number}` });
  }
  return order;
}

function followChannel(world: BricqerWorld, order: Order, seen: ChannelOrder) {
  if (seen.paidAt !== undefined && order.paymentDate === null) {
    order.paymentDate = seen.paidAt;
    touch(world, order);
  }
  if (seen.trackingCode !== undefined && order.trackingCode === null) {
    order.trackingCode = seen.trackingCode;
    order.trackTraceUrl = trackUrl(seen.trackingCode);
    touch(world, order);
  }
  if (seen.status === order.channelStatus) return;
  order.channelStatus = seen.status;
  moveOrder(world, order, seen.status);
}
