import { bytesBody, type CallLimits, ConnectorError } from "@counterfoil/connector-kit";
import { documentSchema } from "../schemas/fulfillment.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { textOrNull } from "../tiktok-shop-values.ts";

/** Which document of a package. Defaults to a shipping label, A6, PDF. */
export interface DocumentWish {
  type?:
    | "SHIPPING_LABEL"
    | "PACKING_SLIP"
    | "SHIPPING_LABEL_AND_PACKING_SLIP"
    | "SHIPPING_LABEL_PICTURE"
    | "HAZMAT_LABEL"
    | "INVOICE_LABEL";
  size?: "A6" | "A5";
  /** `ZPL` in Brazil only. */
  format?: "PDF" | "ZPL";
}

/** A document itself: its address lives for a day only, so it is fetched at once. */
export interface ShippingDocument {
  bytes: Uint8Array;
  contentType: string | null;
  trackingNumber: string | null;
}

const operation = "GET /fulfillment/202309/packages/{package_id}/shipping_documents";

export async function fetchDocument(
  client: TiktokShopClient,
  { packageId, wish, apiOrigin }: { packageId: string; wish: DocumentWish; apiOrigin: string },
  limits: CallLimits,
): Promise<ShippingDocument> {
  const { type: document_type = "SHIPPING_LABEL", size: document_size, format: document_format } = wish;
  const data = await client.call(
    {
      operation,
      lane: "send_tracking",
      path: `/fulfillment/202309/packages/${encodeURIComponent(packageId)}/shipping_documents`,
      query: { document_type, document_size, document_format },
      data: documentSchema,
    },
    limits,
  );
  const path = documentAddress(data.doc_url, apiOrigin);
  const file = {
    operation: "GET shipping document",
    lane: "send_tracking",
    budget: "documents",
    decode: bytesBody,
  } as const;
  const { data: bytes, headers } = await client.files.request({ ...file, ...limits, path });
  return { bytes, contentType: headers.get("content-type"), trackingNumber: textOrNull(data.tracking_number) };
}

/** Documents lie on other hosts than the API. Nothing of ours goes along, and plain http only to the API's own origin. */
function documentAddress(address: string, apiOrigin: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  if (url && (url.protocol === "https:" || url.origin === apiOrigin)) return url.href;
  throw new ConnectorError({
    code: "bad_response",
    message: "TikTok Shop gave no usable address of the document.",
    operation,
  });
}
