import {
  bytesBody,
  type CallOptions,
  ConnectorError,
  callLimits,
  type HttpAnswer,
  schemaIssues,
  type WriteOutcome,
} from "@counterfoil/connector-kit";
import type { FlipkartCall, FlipkartClient } from "../flipkart-client.ts";
import { idList } from "../flipkart-client.ts";
import { invoicesSchema } from "../flipkart-schemas.ts";
import type { FlipkartContext } from "../flipkart-settings.ts";
import { askForPacking, type ParcelSize, packOperation, parcelSize } from "../fulfillment/packing.ts";
import { readShipments } from "../orders/order-reader.ts";

/** A document as Flipkart made it. */
export interface FlipkartDocument {
  /** Such as `application/pdf`. */
  contentType: string;
  content: Uint8Array;
}

/** An invoice's number and day, where Flipkart answers with data instead of a PDF. */
export interface InvoiceNumber {
  shipmentId: string | null;
  invoiceNumber: string | null;
  invoiceDate: string | null;
}

/** Labels, invoices and lists of parcels that Flipkart's courier collects. Ids are those of shipments. */
export interface FlipkartLabels {
  /** Has label and invoice made, without marking anything as ready: at most 25. They are there some seconds later. */
  pack(shipmentIds: readonly string[], size?: ParcelSize, options?: CallOptions): Promise<WriteOutcome<null>[]>;
  /** Label and invoice together; at most 100. Throws `rejected` or `invalid_request` where something is not packed. */
  labelAndInvoice(shipmentIds: readonly string[], options?: CallOptions): Promise<FlipkartDocument>;
  /** The label alone; at most 50. `reprint` where a part was cancelled after packing: the old label is void. */
  label(shipmentIds: readonly string[], options?: CallOptions & { reprint?: boolean }): Promise<FlipkartDocument>;
  /** Invoices: a PDF, or their numbers. Flipkart's documents and its answers differ. */
  invoices(
    shipmentIds: readonly string[],
    options?: CallOptions,
  ): Promise<{ document: FlipkartDocument; numbers: null } | { document: null; numbers: InvoiceNumber[] }>;
  /** The list that the courier signs. */
  manifest(
    handover: { vendorGroupCode: string; locationId?: string },
    options?: CallOptions,
  ): Promise<FlipkartDocument>;
}

const most = { pack: 25, label: 50, document: 100 };

export function createLabels(client: FlipkartClient, context: FlipkartContext): FlipkartLabels {
  const begin = (options?: CallOptions): FlipkartCall => ({
    ...callLimits(options, context.now),
    lane: "send_tracking",
  });
  const fetchDocument = (request: DocumentRequest, options?: CallOptions) =>
    client.send({ ...request, headers: { accept: "application/pdf" }, decode: bytesBody }, begin(options));
  return {
    async pack(shipmentIds, size, options) {
      requireIds(shipmentIds, most.pack, packOperation);
      return packAll(client, shipmentIds, {
        size: size ?? parcelSize(context.credentials.defaultParcel),
        call: begin(options),
      });
    },
    async labelAndInvoice(shipmentIds, options) {
      const operation = "GET /v3/shipments/{ids}/labels";
      requireIds(shipmentIds, most.document, operation);
      return asPdf(
        await fetchDocument({ operation, path: `/v3/shipments/${idList(shipmentIds)}/labels` }, options),
        operation,
      );
    },
    async label(shipmentIds, options) {
      const operation = "POST /v3/shipments/{ids}/labelOnly/pdf";
      requireIds(shipmentIds, most.label, operation);
      const path = `/v3/shipments/${idList(shipmentIds)}/labelOnly/pdf`;
      const query = { reprint: options?.reprint ?? false };
      return asPdf(await fetchDocument({ operation, path, query, method: "POST", effect: "read" }, options), operation);
    },
    async invoices(shipmentIds, options) {
      const operation = "GET /v3/shipments/{ids}/invoices";
      requireIds(shipmentIds, most.document, operation);
      const answer = await fetchDocument({ operation, path: `/v3/shipments/${idList(shipmentIds)}/invoices` }, options);
      const numbers = invoiceNumbers(answer, operation);
      return numbers === null ? { document: asPdf(answer, operation), numbers } : { document: null, numbers };
    },
    async manifest({ vendorGroupCode, locationId }, options) {
      const operation = "POST /v3/shipments/manifest";
      const json = { params: { vendorGroupCode, ...(locationId && { locationId }) } };
      const request: DocumentRequest = {
        operation,
        path: "/v3/shipments/manifest",
        method: "POST",
        effect: "read",
        json,
      };
      return asPdf(await fetchDocument(request, options), operation);
    },
  };
}

type DocumentRequest = Omit<Parameters<FlipkartClient["send"]>[0], "decode" | "headers">;

async function packAll(
  client: FlipkartClient,
  shipmentIds: readonly string[],
  { size, call }: { size: ParcelSize | null; call: FlipkartCall },
): Promise<WriteOutcome<null>[]> {
  const { items } = readShipments(await client.shipmentsBy("shipmentIds", shipmentIds, call));
  const shipments = items.map(({ shipment }) => shipment);
  const errors = await askForPacking(client, shipments, { size, call });
  const byId = new Map(shipments.map(({ shipmentId }, index) => [shipmentId, errors[index] ?? null]));
  return shipmentIds.map((idempotencyKey): WriteOutcome<null> => {
    const error = byId.has(idempotencyKey) ? byId.get(idempotencyKey) : unknownShipment(idempotencyKey);
    return error
      ? { status: "failed", idempotencyKey, error }
      : { status: "done", idempotencyKey, value: null, note: null };
  });
}

function unknownShipment(shipmentId: string): ConnectorError {
  const message = `Flipkart knows no shipment ${shipmentId}.`;
  return new ConnectorError({ code: "not_found", message, operation: packOperation });
}

function requireIds(ids: readonly string[], limit: number, operation: string): void {
  if (ids.length > 0 && ids.length <= limit) return;
  const message = `Name 1 to ${limit} shipments at a time.`;
  throw new ConnectorError({ code: "invalid_request", message, operation });
}

// An unpacked parcel may be answered with an error text under HTTP 200.
function asPdf({ data, headers }: HttpAnswer<Uint8Array>, operation: string): FlipkartDocument {
  const contentType = (headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
  const isPdf = new TextDecoder("latin1").decode(data.subarray(0, 5)) === "%PDF-";
  if (isPdf) return { contentType: "application/pdf", content: data };
  const words = new TextDecoder().decode(data.subarray(0, 300));
  const message = `Flipkart gave no document (${contentType || "no type"}): ${words}`;
  throw new ConnectorError({ code: "rejected", message, operation });
}

function invoiceNumbers({ data, headers }: HttpAnswer<Uint8Array>, operation: string): InvoiceNumber[] | null {
  if (!(headers.get("content-type") ?? "").includes("json")) return null;
  const body = invoicesSchema.safeParse(jsonOf(data));
  if (!body.success) {
    const message = "Flipkart's answer about invoices could not be read.";
    throw new ConnectorError({ code: "bad_response", message, operation, issues: schemaIssues(body.error) });
  }
  return (body.data.invoices ?? []).map(({ shipmentId, invoiceNumber, invoiceDate }) => ({
    shipmentId: shipmentId ?? null,
    invoiceNumber: invoiceNumber ?? null,
    invoiceDate: invoiceDate ?? null,
  }));
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
