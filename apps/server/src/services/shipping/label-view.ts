import type { Money } from "@counterfoil/core/model";
import type { ShippingLabelRow, StoredRate } from "@counterfoil/db";
import { isoOrNull, moneyView } from "../money-view.ts";

/** Postage of one order as the page shows it. */
export interface LabelView {
  id: string;
  orderId: string;
  state: ShippingLabelRow["state"];
  /** Offers, as they came; empty once one was bought. */
  rates: StoredRate[];
  carrier: string | null;
  service: string | null;
  price: Money | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  refund: ShippingLabelRow["refund"];
  error: { code: string; message: string } | null;
  boughtAt: string | null;
}

export function labelView(row: ShippingLabelRow): LabelView {
  return {
    ...{ id: row.id, orderId: row.order_id, state: row.state, rates: row.state === "bought" ? [] : row.rates },
    ...{ carrier: row.carrier, service: row.service, price: moneyView(row.price_minor, row.price_currency) },
    ...{ trackingNumber: row.tracking_number, trackingUrl: row.tracking_url, refund: row.refund, error: row.error },
    boughtAt: isoOrNull(row.bought_at),
  };
}
