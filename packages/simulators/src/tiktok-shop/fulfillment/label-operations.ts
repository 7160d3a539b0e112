import { z } from "zod";
import type { SimulatorApp } from "../../kit/index.ts";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { readQuery } from "../read-body.ts";
import { shipping } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { smallPdf } from "./label-pdf.ts";
import { orderOfPackage, packageOf } from "./packages.ts";

const DOCUMENT_SECONDS = 24 * 3600;
const documentQuery = z.object({
  document_type: z.enum([
    "SHIPPING_LABEL",
    "PACKING_SLIP",
    "SHIPPING_LABEL_AND_PACKING_SLIP",
    "SHIPPING_LABEL_PICTURE",
    "HAZMAT_LABEL",
    "INVOICE_LABEL",
  ]),
  document_size: z.enum(["A6", "A5"]).default("A6"),
  document_format: z.enum(["PDF", "ZPL"]).default("PDF"),
});
// One grey pixel.
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** Labels and slips of parcels that TikTok's carriers bring: an address to download from, good for a day. */
export function labelOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetPackageShippingDocument",
      method: "GET",
      paths: ["/fulfillment/202309/packages/:packageId/shipping_documents"],
      scope: "seller.fulfillment.basic",
      about: "shop",
      handle(c, shop) {
        const { document_type: kind, document_format: format } = readQuery(c, documentQuery);
        const pack = packageOf(world, shop, c.req.param("packageId") ?? "");
        if (orderOfPackage(world, pack).shippingType !== "TIKTOK") throw shipping.wrongStatus();
        if (pack.shippedTime === null) throw shipping.notShipped();
        const expiresAt = world.seconds() + DOCUMENT_SECONDS;
        const { token } = world.documents.put({
          token: world.random.hex(32),
          packageId: pack.id,
          kind,
          format,
          expiresAt,
        });
        const doc_url = `${new URL(c.req.url).origin}${world.prefix}/documents/${token}`;
        return ok(world, c, { doc_url, tracking_number: pack.trackingNumber });
      },
    },
  ];
}

/** Serves the documents themselves, to whoever has the address. */
export function addDocumentRoutes(world: TiktokShopWorld, app: SimulatorApp) {
  app.get("/documents/:token", (c) => {
    const document = world.documents.get(c.req.param("token"));
    if (document === undefined || document.expiresAt <= world.seconds()) return c.text("AccessDenied", 403);
    const text = `${document.kind} of package ${document.packageId}`;
    if (document.kind === "SHIPPING_LABEL_PICTURE") return c.body(PICTURE, 200, { "content-type": "image/png" });
    if (document.format === "ZPL") return c.text(`^XA^FO50,50^A0N,40,40^FD${text}^FS^XZ`);
    return c.body(smallPdf(text), 200, { "content-type": "application/pdf" });
  });
}
