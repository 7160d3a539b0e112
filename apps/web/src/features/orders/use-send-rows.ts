import { useState } from "react";
import type { BulkParcelInput } from "../../lib/api-types.ts";
import { type HandedOrder, readHandedOrders } from "../../lib/handed-orders.ts";
import type { PastedRow } from "./pasted-tracking.ts";

/** One order to be sent, as it is typed. */
export interface SendRow {
  orderRef: string;
  platform: string | null;
  platformOrderId: string;
  carrier: string;
  trackingNumber: string;
  acceptTracking: boolean;
}

const rowOf = ({ id, platform, platformOrderId, carrier, trackingNumber, acceptTracking }: HandedOrder): SendRow => ({
  ...{ orderRef: id, platform, platformOrderId, acceptTracking: acceptTracking ?? false },
  ...{ carrier: carrier ?? "", trackingNumber: trackingNumber ?? "" },
});

/** Fills pasted numbers into the rows they name; orders that were not chosen come in as rows of their own. */
function fillIn(rows: readonly SendRow[], pasted: readonly PastedRow[]): SendRow[] {
  const named = new Map(pasted.map((row) => [row.order, row]));
  const filled = rows.map((row) => {
    const found = named.get(row.platformOrderId) ?? named.get(row.orderRef);
    if (!found) return row;
    const { trackingNumber, carrier } = found;
    return { ...row, trackingNumber, carrier: carrier || row.carrier, acceptTracking: false };
  });
  const known = new Set(rows.flatMap(({ platformOrderId, orderRef }) => [platformOrderId, orderRef]));
  const added = [...named.values()].filter(({ order }) => !known.has(order));
  return [
    ...filled,
    ...added.map(({ order, carrier, trackingNumber }) => ({
      ...{ orderRef: order, platform: null, platformOrderId: order, carrier, trackingNumber, acceptTracking: false },
    })),
  ];
}

/** The rows of the page that sends many orders. */
export function useSendRows() {
  const [rows, setRows] = useState<readonly SendRow[]>(() => readHandedOrders().map(rowOf));
  return {
    rows,
    change: (position: number, part: Partial<SendRow>) =>
      setRows((now) => now.map((row, index) => (index === position ? { ...row, ...part } : row))),
    remove: (position: number) => setRows((now) => now.filter((_, index) => index !== position)),
    fill: (pasted: readonly PastedRow[]) => setRows((now) => fillIn(now, pasted)),
  };
}

/** The rows as the server takes them; the carrier for all stands where a row names none. */
export function parcelsOf(rows: readonly SendRow[], carrierForAll: string): BulkParcelInput[] {
  return rows.map(({ orderRef, carrier, trackingNumber, acceptTracking }) => ({
    orderId: orderRef,
    carrier: carrier.trim() || carrierForAll.trim() || null,
    trackingNumber: trackingNumber.trim() || null,
    ...(acceptTracking ? { acceptTracking } : {}),
  }));
}
