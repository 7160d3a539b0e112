import type { CallLimits, PageProblem, RateLane } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";

/** Which orders are asked for. Pages of one list repeat everything but the token. */
export interface OrderSearch {
  /** By time of creation (a first import) or of the last change. */
  by: "created" | "updated";
  /** ISO 8601. */
  after: string;
  marketplaceIds: readonly string[];
  pageToken: string | null;
}

export interface OrderSearchPage {
  items: Order[];
  problems: PageProblem[];
  nextToken: string | null;
  /** Up to when the list reaches, as Amazon says: later changes are not in it yet. Null where it does not say. */
  upTo: string | null;
  /** Whether an order that has to be shipped came without its address, which only a missing role explains. */
  addressesWithheld: boolean;
}

/** The one door to Amazon's orders. Whatever version of the Orders API is behind it, common orders come out. */
export interface OrderSource {
  search(search: OrderSearch, limits: CallLimits): Promise<OrderSearchPage>;
  /** One order with its packages and open quantities. Throws `not_found`. */
  get(orderId: string, lane: RateLane, limits: CallLimits): Promise<SourcedOrder>;
}

/** An order, and what sending a package needs to know of it. */
export interface SourcedOrder {
  order: Order;
  fulfilledByAmazon: boolean;
  programs: readonly string[];
  /** Units of each line that are still to be shipped. */
  open: readonly { lineExternalId: string; quantity: number }[];
}
