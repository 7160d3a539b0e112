import { afterAll, beforeEach, expect, test } from "vitest";
import { answeringFetch } from "../testing/answering-fetch.ts";
import { startStandIn } from "../testing/flipkart-stand-in.ts";

const { flipkart, driver, connect, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const placed = (quantity = 1) => {
  const { orderId, shipmentIds, orderItemIds } = flipkart.acts.placeOrder({ lines: [{ sku: "10294-N", quantity }] });
  return { orderId, shipmentId: shipmentIds[0] ?? "", orderItemId: orderItemIds[0] ?? "" };
};
const isPdf = ({ content }: { content: Uint8Array }) => new TextDecoder().decode(content.slice(0, 5)) === "%PDF-";

test("parcels are packed one by one of a batch, then there are label, invoice and the courier's list", async () => {
  const { labels, fulfillment } = connect();
  const { shipmentId, orderId } = placed();
  const outcomes = await labels.pack([shipmentId, "no-such-shipment"]);
  expect(outcomes).toMatchObject([
    { status: "done", idempotencyKey: shipmentId },
    { status: "failed", error: { code: "not_found" } },
  ]);
  const error = await labels.labelAndInvoice([shipmentId]).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "ConnectorError", retryable: false });
  driver.clock.advance(10_000);
  for (const document of [await labels.labelAndInvoice([shipmentId]), await labels.label([shipmentId])]) {
    expect(document.contentType).toBe("application/pdf");
    expect(isPdf(document)).toBe(true);
  }
  expect(await labels.pack([shipmentId])).toMatchObject([{ status: "failed", error: { code: "rejected" } }]);
  const handover = { vendorGroupCode: "EKART-LOGISTICS" };
  await expect(labels.manifest(handover)).rejects.toMatchObject({ code: "rejected" });
  const parcel = { lines: null, carrier: null, trackingNumber: null, shippedAt: "2026-11-21T09:00:00Z" };
  await fulfillment.ship({ orderExternalId: orderId, idempotencyKey: "k", ...parcel });
  expect(isPdf(await labels.manifest(handover))).toBe(true);
});

test("an invoice is a PDF, or its number: as Flipkart answers", async () => {
  const { labels } = connect();
  const { shipmentId } = placed();
  await labels.pack([shipmentId]);
  driver.clock.advance(10_000);
  const asPdf = await labels.invoices([shipmentId]);
  expect(asPdf.document && isPdf(asPdf.document)).toBe(true);
  flipkart.acts.setBehaviour({ invoiceFormat: "json" });
  expect(await labels.invoices([shipmentId])).toMatchObject({
    document: null,
    numbers: [{ shipmentId, invoiceNumber: expect.any(String), invoiceDate: expect.any(String) }],
  });
});

test("after a part was cancelled the old label is void: it is printed anew", async () => {
  const { labels } = connect();
  const { shipmentId, orderItemId } = placed(2);
  await labels.pack([shipmentId]);
  driver.clock.advance(10_000);
  flipkart.acts.cancelItem({ orderItemId, quantity: 1 });
  expect(isPdf(await labels.label([shipmentId], { reprint: true }))).toBe(true);
});

test.each([
  [
    "text under HTTP 200",
    () => new Response("not packed yet", { headers: { "content-type": "text/plain" } }),
    "rejected",
  ],
  ["JSON that is none", () => new Response("{", { headers: { "content-type": "application/json" } }), "bad_response"],
])("instead of an invoice, %s", async (_, answer, code) => {
  const { fetch } = answeringFetch(({ path }) => (path.endsWith("/invoices") ? answer() : undefined));
  await expect(connect({ fetch }).labels.invoices(["s-1"])).rejects.toMatchObject({ code });
});

test("more shipments than Flipkart takes, or none, are refused unsent", async () => {
  const { fetch, sent } = answeringFetch();
  const { labels } = connect({ fetch });
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `s-${index}`);
  for (const call of [
    labels.pack(ids(26)),
    labels.label(ids(51)),
    labels.labelAndInvoice(ids(101)),
    labels.invoices([]),
  ]) {
    await expect(call).rejects.toMatchObject({ code: "invalid_request" });
  }
  expect(sent).toEqual([]);
});
