import { ConnectorError, callLimits, type DocumentsCapability, type ParcelDocument } from "@counterfoil/connector-kit";
import { isCancelledUnit, isShippedUnit } from "../orders/order-status.ts";
import { readOrder } from "../orders/read-order.ts";
import type { WireOrder } from "../schemas/order.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { textOrNull } from "../tiktok-shop-values.ts";
import { fetchDocument } from "./shipping-document.ts";

interface DocumentsParts {
  client: TiktokShopClient;
  apiOrigin: string;
  now: () => number;
}

/** Labels of parcels that TikTok Shop's carriers bring, one for each parcel. */
export function createDocuments({ client, apiOrigin, now }: DocumentsParts): DocumentsCapability {
  return {
    async labels(orderExternalId, options) {
      const limits = callLimits(options, now);
      const { order } = await readOrder(client, orderExternalId, { lane: "send_tracking", limits });
      const documents: ParcelDocument[] = [];
      for (const packageId of labelledPackages(order)) {
        const wish = { type: "SHIPPING_LABEL" } as const;
        const { bytes, contentType, trackingNumber } = await fetchDocument(
          client,
          { packageId, wish, apiOrigin },
          limits,
        );
        documents.push({ kind: "label", contentType: contentType ?? "", content: bytes, trackingNumber });
      }
      return documents;
    },
  };
}

/** Packages that have a label. Throws `rejected` with the reason where none has. */
function labelledPackages(order: WireOrder): string[] {
  if (order.shipping_type?.trim() === "SELLER") {
    throw noLabel("You send this order with a carrier of your own: the label comes from that carrier.");
  }
  const units = (order.line_items ?? []).filter((unit) => !isCancelledUnit(unit));
  if (units.length === 0) throw noLabel("This order is cancelled: there is nothing to send.");
  const shipped = units.filter(isShippedUnit).flatMap((unit) => textOrNull(unit.package_id) ?? []);
  if (shipped.length === 0) {
    throw noLabel(
      "TikTok Shop has no label for this order yet. It is made when the order is marked as sent, without a number, or bought in Seller Center.",
    );
  }
  return [...new Set(shipped)];
}

function noLabel(message: string): ConnectorError {
  const operation = "GET /fulfillment/202309/packages/{package_id}/shipping_documents";
  return new ConnectorError({ code: "rejected", message, operation });
}
