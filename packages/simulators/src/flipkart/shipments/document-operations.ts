import { z } from "zod";
import type { Shipment } from "../flipkart-entities.ts";
import { badRequest, unprocessable } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaDay, indiaTime } from "../india-time.ts";
import type { FlipkartContext, FlipkartOperation } from "../operation.ts";
import { idList, readBody } from "../read-body.ts";
import { smallPdf } from "../small-pdf.ts";
import { standingItems, unitsLeft } from "./shipment-parts.ts";

const packed: ReadonlySet<string> = new Set(["PACKED", "READY_TO_DISPATCH", "PICKUP_COMPLETE", "SHIPPED", "DELIVERED"]);
const GST_RATE = 18;

/** Labels, invoices, forms, hand-over groups and the manifest. */
export function documentOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [...labelOperations(world), invoiceOperation(world), ...formOperations(world), ...handoverOperations(world)];
}

function labelOperations(world: FlipkartWorld): FlipkartOperation[] {
  const label = (shipment: Shipment) => [
    "LABEL (simulated)",
    `Order ${shipment.orderId}`,
    `Shipment ${shipment.shipmentId}`,
    `${shipment.courier?.vendorName} ${shipment.courier?.trackingId}`,
    ...standingItems(shipment).map((item) => `${unitsLeft(item)} x ${item.sku}`),
  ];
  const print = (c: FlipkartContext, most: number, type: string) => {
    const shipments = packedShipments(world, c, most);
    const isReprint = c.req.query("reprint") === "true";
    for (const shipment of shipments) {
      if (shipment.labelIsVoid && !isReprint) {
        throw unprocessable(`The label of ${shipment.shipmentId} is void: ask for a reprint`);
      }
      shipment.labelIsVoid = false;
    }
    return document(c, shipments.map(label), type);
  };
  return [
    {
      operation: "getLabels",
      method: "GET",
      path: "/v3/shipments/:shipmentIds/labels",
      handle: (c) => {
        const shipments = packedShipments(world, c, 100);
        return document(
          c,
          shipments.flatMap((shipment) => [label(shipment), invoicePage(shipment)]),
          "application/pdf",
        );
      },
    },
    {
      operation: "getLabelsOnlyPdf",
      method: "POST",
      path: "/v3/shipments/:shipmentIds/labelOnly/pdf",
      handle: (c) => print(c, 50, "application/pdf"),
    },
    {
      operation: "getLabelsOnly",
      method: "POST",
      path: "/v3/shipments/:shipmentIds/labelOnly",
      handle: (c) => print(c, 50, "application/octet-stream"),
    },
  ];
}

function invoiceOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "getInvoices",
    method: "GET",
    path: "/v3/shipments/:shipmentIds/invoices",
    handle(c) {
      const shipments = packedShipments(world, c, 100);
      if (world.behaviour.invoiceFormat === "pdf") return document(c, shipments.map(invoicePage), "application/pdf");
      return c.json({ invoices: shipments.map(invoiceView) });
    },
  };
}

function invoicePage({ invoice, orderId, items }: Shipment): string[] {
  const lines = items.map((item) => `${unitsLeft(item)} x ${item.title.slice(0, 40)}: INR ${item.sellingPrice / 100}`);
  return ["TAX INVOICE (simulated)", `No. ${invoice?.number} of ${invoice?.date}`, `Order ${orderId}`, ...lines];
}

function invoiceView(shipment: Shipment) {
  return {
    shipmentId: shipment.shipmentId,
    invoiceDate: shipment.invoice?.date ?? null,
    invoiceNumber: shipment.invoice?.number ?? null,
    fssaiLicenseNo: null,
    orderItems: standingItems(shipment).map((item) => ({
      orderItemId: item.orderItemId,
      invoiceAmount: item.sellingPrice / 100,
      taxRate: GST_RATE,
      serialNumbers: [],
      taxDetails: { cgstRate: 0, sgstRate: 0, igstRate: GST_RATE },
    })),
  };
}

// The documents name both methods for the same call.
function formOperations(world: FlipkartWorld): FlipkartOperation[] {
  return (["GET", "POST"] as const).map((method) => ({
    operation: "getForms",
    method,
    path: "/v3/shipments/:shipmentIds/forms",
    handle(c) {
      const found = idList(c.req.param("shipmentIds"), 100).flatMap((id) => world.shipments.get(id) ?? []);
      return document(
        c,
        found.map(({ shipmentId, forms }) => [`Forms of ${shipmentId}`, ...forms.map(({ name }) => name)]),
        "application/pdf",
      );
    },
  }));
}

const GROUP = "EKART-LOGISTICS";

function handoverOperations(world: FlipkartWorld): FlipkartOperation[] {
  const waiting = (locationId: string | undefined) =>
    world.shipments.where(
      (each) => each.state === "READY_TO_DISPATCH" && (locationId === undefined || each.locationId === locationId),
    );
  return [
    {
      operation: "getHandoverCounts",
      method: "GET",
      path: "/v3/shipments/handover/counts",
      handle(c) {
        const locationId = c.req.query("locationId");
        if (locationId === undefined) throw badRequest("locationId is mandatory");
        const count = waiting(locationId).length;
        const now = world.clock.milliseconds();
        const pickUpDate = { from: indiaTime(now), to: indiaTime(now + 4 * 3600 * 1000) };
        const otc = { code: null, error_code: "OTC_UNAVAILABLE" };
        return c.json(count === 0 ? [] : [{ vendorGroupCode: GROUP, count, isMps: false, pickUpDate, otc }]);
      },
    },
    {
      operation: "getManifest",
      method: "POST",
      path: "/v3/shipments/manifest",
      async handle(c) {
        const { params } = await readBody(c, manifestSchema);
        const shipments = params.vendorGroupCode === GROUP ? waiting(params.locationId) : [];
        if (shipments.length === 0) throw unprocessable(`Nothing waits for ${params.vendorGroupCode}`);
        const lines = shipments.map(({ courier, orderId }) => `${courier?.trackingId ?? ""} ${orderId}`);
        return document(
          c,
          [["MANIFEST (simulated)", indiaDay(world.clock.milliseconds()), ...lines]],
          "application/pdf",
        );
      },
    },
    {
      operation: "getReturnCode",
      method: "GET",
      path: "/v3/shipments/otc/:locationId",
      handle: (c) => c.json({ code: world.random.digits(6), requestType: c.req.query("requestType") ?? "RETURN" }),
    },
  ];
}

const manifestSchema = z.object({
  params: z.object({ vendorGroupCode: z.string(), locationId: z.string().optional() }),
});

function packedShipments(world: FlipkartWorld, c: FlipkartContext, most: number): Shipment[] {
  const ids = idList(c.req.param("shipmentIds"), most);
  return ids.map((id) => {
    const shipment = world.shipments.get(id);
    if (shipment === undefined) throw badRequest(`Shipment ${id} is not known`, "INVALID_SHIPMENTS");
    if (!packed.has(shipment.state)) throw unprocessable(`Shipment ${id} is ${shipment.state}: it has no label yet`);
    return shipment;
  });
}

function document(c: FlipkartContext, pages: readonly (readonly string[])[], type: string): Response {
  return c.body(smallPdf(pages), 200, { "content-type": type });
}
