import { type LineFacts, lineFacts, removedLineFacts, sameSaleFacts } from "@counterfoil/core/resolution";
import { systemDecider } from "./decider.ts";
import type { LineSheet, SheetLine } from "./line-sheet.ts";

/** What the order, as it is stored now, means for one of its lines. */
export function factsOf({ row, order }: Pick<SheetLine, "row" | "order">): LineFacts {
  if (row.removed_at !== null) return removedLineFacts();
  if (order.same_sale_as !== null) return sameSaleFacts();
  const packages = [{ lines: [{ lineExternalId: row.external_id, quantity: row.packed }] }];
  return lineFacts(
    {
      status: order.status,
      paymentStatus: order.payment_status,
      shipments: packages.map((one) => ({
        ...{ externalId: null, carrier: null, trackingNumber: null, shippedAt: null },
        ...one,
      })),
    },
    {
      externalId: row.external_id,
      quantity: row.quantity,
      quantityShipped: row.quantity_shipped,
      quantityCancelled: row.quantity_cancelled,
      quantityRefunded: row.quantity_refunded,
    },
  );
}

/** Tells every line of the sheet what its platform says now. */
export function observeLines(sheet: LineSheet, at: string): void {
  for (const line of sheet.lines.values()) {
    const { needed, shipped, cause } = factsOf(line);
    sheet.command(line, { type: "observe", needed, shipped, cause, at });
    // The order counts now: its lines are looked at like new ones. Refused where the sale fell through.
    if (cause === null && line.state.name === "released" && line.state.cause === "same_sale")
      sheet.command(line, { type: "track", by: systemDecider, at });
  }
}
