import type { Order, Seller } from "../amazon-entities.ts";
import { accessDenied, invalidInput } from "../amazon-errors.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import { marketplaces } from "../marketplaces.ts";
import { type ApiContext, instantParameter } from "../operation.ts";

const SETTLED_MS = 120_000;
const YEARS_BACK_MS = 2 * 365 * 86_400_000;

/** The period a list of orders is asked for. */
export interface OrderPeriod {
  by: "created" | "updated";
  after: number;
  before: number;
}

/** Names of the four date parameters in one version of the API. */
export interface PeriodNames {
  createdAfter: string;
  createdBefore: string;
  updatedAfter: string;
  updatedBefore: string;
}

/** Reads and checks the period: one family of dates, in order, and nothing of the last two minutes. */
export function readPeriod(world: AmazonWorld, c: ApiContext, names: PeriodNames): OrderPeriod {
  const created = { after: instantParameter(c, names.createdAfter), before: instantParameter(c, names.createdBefore) };
  const updated = { after: instantParameter(c, names.updatedAfter), before: instantParameter(c, names.updatedBefore) };
  const mixes = (created.after ?? created.before) !== null && (updated.after ?? updated.before) !== null;
  const { after, before } = created.after === null ? updated : created;
  if (mixes || after === null) {
    throw invalidInput("Invalid Input", `Exactly one of ${names.createdAfter} and ${names.updatedAfter} is required`);
  }
  const now = world.clock.milliseconds();
  if (before !== null && (before < after || before > now - SETTLED_MS)) {
    throw invalidInput("Invalid Input", "The end of the period must follow its start and lie two minutes in the past");
  }
  const visible = now - world.settings.orderLagSeconds * 1000;
  return { by: created.after === null ? "updated" : "created", after, before: before ?? visible };
}

/** Marketplaces a list is asked for; refuses ids that do not exist, and those the seller does not sell in. */
export function requireMarketplaces({ marketplaces: own }: Seller, ids: readonly string[]): readonly string[] {
  if (ids.length > 50) throw invalidInput("Invalid Input", "At most 50 marketplaces");
  const unknown = ids.find((id) => !marketplaces.has(id));
  if (unknown !== undefined) throw invalidInput("Invalid Input", `Marketplace ${unknown} does not exist`);
  const participating = own.filter(({ isParticipating }) => isParticipating).map(({ marketplaceId }) => marketplaceId);
  if (ids.some((id) => !participating.includes(id))) throw accessDenied();
  return ids.length > 0 ? ids : participating;
}

/** A seller's orders of a period. */
export function ordersIn(
  world: AmazonWorld,
  seller: Seller,
  period: OrderPeriod & { marketplaceIds: readonly string[] },
): Order[] {
  const oldest = world.clock.milliseconds() - YEARS_BACK_MS;
  const at = (order: Order) => (period.by === "created" ? order.createdAt : order.updatedAt);
  return world.orders.where(
    (order) =>
      order.sellerId === seller.sellerId &&
      period.marketplaceIds.includes(order.marketplaceId) &&
      order.createdAt >= oldest &&
      at(order) >= period.after &&
      at(order) <= period.before,
  );
}
