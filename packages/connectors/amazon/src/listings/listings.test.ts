import { gzipSync } from "node:zlib";
import type { Page } from "@counterfoil/connector-kit";
import { type Listing, listingSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { AmazonSettings } from "../amazon-settings.ts";
import { createAmazon } from "../index.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testSettings } from "../testing/fake-fetch.ts";
import { amazonItem, inventory, wireItem } from "../testing/wire-items.ts";
import { readReportRows } from "./report-rows.ts";

async function collect(pages: AsyncIterable<Page<Listing>>) {
  const all: Page<Listing>[] = [];
  for await (const page of pages) all.push(page);
  for (const listing of all.flatMap((page) => page.items)) {
    expect(listingSchema.safeParse(listing).error?.issues ?? []).toEqual([]);
  }
  return all;
}

function connect(answer: (request: SentRequest) => FakeAnswer | undefined, overrides: Partial<AmazonSettings> = {}) {
  const { fetch, sent } = fakeFetch(answer);
  return { listings: createAmazon(testSettings(fetch, overrides)).listings, sent };
}

describe("a small shop", () => {
  const items = [wireItem("A"), wireItem("B"), amazonItem("C"), wireItem("D")];
  const answer = ({ url }: SentRequest): FakeAnswer => {
    if (url.pathname.startsWith("/fba/")) return { body: inventory({ C: 12 }) };
    const from = Number(url.searchParams.get("pageToken") ?? 0);
    const pagination = from + 2 < items.length ? { nextToken: String(from + 2) } : {};
    return { body: { numberOfResults: items.length, items: items.slice(from, from + 2), pagination } };
  };

  test("is read by search, oldest first; Amazon's shelf and the seller's are kept apart", async () => {
    const { listings, sent } = connect(answer);
    const found = (await collect(listings.all(null))).flatMap((page) => page.items);
    expect(
      found.map(({ reference, quantity }) => [reference.sku, reference.platformData["fulfillment"], quantity]),
    ).toEqual([
      ["A", "merchant", 4],
      ["B", "merchant", 4],
      ["C", "amazon", 12],
      ["D", "merchant", 4],
    ]);
    expect(found[0]).toMatchObject({
      reference: {
        externalId: "B0BBSBPSRC",
        variationId: "A",
        platformData: { productType: "TOYS_AND_GAMES", marketplaceIds: "A1F83G8C2ARO7P" },
      },
      status: "active",
      price: { minor: 7499, currency: "GBP" },
      condition: "new",
      url: "https://www.amazon.co.uk/dp/B0BBSBPSRC",
    });
    expect(Object.fromEntries(sent[0]?.url.searchParams ?? [])).toEqual({
      marketplaceIds: "A1F83G8C2ARO7P",
      includedData: "summaries,offers,fulfillmentAvailability",
      ...{ pageSize: "20", sortBy: "createdDate", sortOrder: "ASC" },
    });
    const stock = sent.find(({ url }) => url.pathname.startsWith("/fba/"))?.url.searchParams;
    expect(Object.fromEntries(stock ?? [])).toMatchObject({ details: "true", sellerSkus: "C" });
  });

  test("goes on from a stored cursor, and has nothing more after the last", async () => {
    const pages = await collect(connect(answer).listings.all(null));
    const rest = await collect(connect(answer).listings.all(pages[0]?.cursor ?? null));
    expect(rest.flatMap((page) => page.items.map(({ reference }) => reference.sku))).toEqual(["C", "D"]);
    expect(await collect(connect(answer).listings.all(pages.at(-1)?.cursor ?? null))).toEqual([]);
  });

  test("without the role for Amazon's stock is read all the same: those units stay unknown", async () => {
    const denied: FakeAnswer = { status: 403, body: { errors: [{ code: "Unauthorized", message: "Denied." }] } };
    const { listings } = connect((request) => (request.url.pathname.startsWith("/fba/") ? denied : answer(request)));
    const found = (await collect(listings.all(null))).flatMap((page) => page.items);
    expect(found.map(({ quantity }) => quantity)).toEqual([4, 4, null, 4]);
  });

  test("with a draft without an ASIN, a sold-out item and one that cannot be read", async () => {
    const [summary] = wireItem("D").summaries;
    const draft = wireItem("D", { summaries: [{ ...summary, asin: undefined, status: [] }], offers: [] });
    const soldOut = wireItem("E", { fulfillmentAvailability: [{ fulfillmentChannelCode: "DEFAULT", quantity: 0 }] });
    const bad = { sku: "F", summaries: "none" };
    const { listings } = connect(() => ({ body: { numberOfResults: 3, items: [draft, soldOut, bad] } }));
    const [page] = await collect(listings.all(null));
    expect(page?.items).toMatchObject([
      { reference: { externalId: "D", variationId: "D" }, status: "draft", price: null, url: null },
      { reference: { sku: "E" }, status: "out_of_stock", quantity: 0 },
    ]);
    expect(page?.problems).toMatchObject([{ externalId: "F" }]);
  });
});

const columns = [
  ...["item-name", "item-description", "listing-id", "seller-sku", "price", "quantity", "open-date", "image-url"],
  ...["item-is-marketplace", "product-id-type", "zshop-shipping-fee", "item-note", "item-condition"],
  ...["zshop-category1", "zshop-browse-path", "zshop-storefront-feature", "asin1", "asin2", "asin3"],
  ...["will-ship-internationally", "expedited-shipping", "zshop-boldface", "product-id"],
  ...["bid-for-featured-placement", "add-delete", "pending-quantity", "fulfillment-channel"],
  ...["merchant-shipping-group", "status"],
];

function row(cells: Record<string, string>): string {
  return columns.map((name) => cells[name] ?? "").join("\t");
}

const merchantRow = (sku: string) =>
  row({
    ...{ "item-name": "Château | LEGO", "seller-sku": sku, price: "19.99", quantity: "3", "item-condition": "11" },
    ...{ asin1: "B0BBSBPSRC", "fulfillment-channel": "DEFAULT", status: "Active" },
  });
const amazonRow = (sku: string) =>
  row({ "item-name": "F", "seller-sku": sku, asin1: "B01", "fulfillment-channel": "AMAZON_EU", status: "Active" });

describe("a large shop", () => {
  interface Report {
    status?: string;
    content?: Uint8Array;
    type?: string;
    states?: string[];
  }

  function shop({ status = "DONE", content, type = "text/plain; charset=ISO-8859-1", states = [] }: Report) {
    const lines = [
      columns.join("\t"),
      ...Array.from({ length: 450 }, (_, index) => merchantRow(`S${index}`)),
      amazonRow("F1"),
    ];
    const bytes = content ?? gzipSync(Buffer.from(lines.join("\r\n"), "latin1"));
    return ({ url, method }: SentRequest): FakeAnswer | undefined => {
      const path = url.pathname;
      if (path.startsWith("/listings/")) return { body: { numberOfResults: 5_000, items: [wireItem("A")] } };
      if (path.startsWith("/fba/")) return { body: inventory({ F1: 2 }) };
      if (method === "POST" && path.endsWith("/reports")) return { status: 202, body: { reportId: "R1" } };
      if (path.endsWith("/reports/R1")) {
        return { body: { processingStatus: states.shift() ?? status, reportDocumentId: "D1" } };
      }
      if (path.endsWith("/documents/D1")) {
        return { body: { url: "https://bucket.s3.amazonaws.com/x?sig=1", compressionAlgorithm: "GZIP" } };
      }
      return url.host === "bucket.s3.amazonaws.com" ? { body: bytes, headers: { "content-type": type } } : undefined;
    };
  }

  test("is read by Amazon's report: unpacked, in its own character set, page by page", async () => {
    const { listings, sent } = connect(shop({ states: ["IN_QUEUE", "IN_PROGRESS"] }));
    const pages = await collect(listings.all(null));
    expect(pages.map((page) => page.items.length)).toEqual([0, 200, 200, 51]);
    expect(pages[1]?.items[0]).toMatchObject({
      reference: { externalId: "B0BBSBPSRC", variationId: "S0", platformData: { fulfillment: "merchant" } },
      title: "Château | LEGO",
      status: "active",
      quantity: 3,
      price: { minor: 1999, currency: "GBP" },
      condition: "new",
    });
    expect(pages[3]?.items.at(-1)).toMatchObject({
      quantity: 2,
      reference: { platformData: { fulfillment: "amazon" } },
    });
    const ordered = JSON.parse(sent.find(({ method }) => method === "POST")?.body ?? "");
    expect(ordered).toEqual({
      reportType: "GET_MERCHANT_LISTINGS_ALL_DATA",
      marketplaceIds: ["A1F83G8C2ARO7P"],
      reportOptions: { preferredReportDocumentLocale: "en_US" },
    });
    const document = sent.find(({ url }) => url.host === "bucket.s3.amazonaws.com");
    expect(document?.headers.get("x-amz-access-token")).toBeNull();
  });

  test("goes on with the report it has ordered, where it stopped", async () => {
    const pages = await collect(connect(shop({})).listings.all(null));
    const afterOrder = connect(shop({}));
    expect(await collect(afterOrder.listings.all(pages[0]?.cursor ?? null))).toHaveLength(3);
    expect(afterOrder.sent.some(({ method }) => method === "POST")).toBe(false);
    const [last] = await collect(connect(shop({})).listings.all(pages[2]?.cursor ?? null));
    expect(last?.items).toHaveLength(51);
  });

  test("a report without data has no listings; one that fails, or never ends, is tried again later", async () => {
    const empty = await collect(connect(shop({ status: "CANCELLED" })).listings.all(null));
    expect(empty.flatMap((page) => page.items)).toEqual([]);
    const fatal = collect(connect(shop({ status: "FATAL" })).listings.all(null));
    await expect(fatal).rejects.toMatchObject({ code: "unavailable", platformCode: "FATAL" });
    const endless = collect(connect(shop({ status: "IN_PROGRESS" })).listings.all(null));
    await expect(endless).rejects.toMatchObject({ code: "unavailable", retryable: true });
  });

  test("a report cut off is a bad response, not a short shop", async () => {
    const content = gzipSync(Buffer.from("x".repeat(5_000))).subarray(0, 20);
    await expect(collect(connect(shop({ content })).listings.all(null))).rejects.toMatchObject({
      code: "bad_response",
    });
  });
});

describe("report rows", () => {
  test("are found by the columns' names in any order, or by their places where the names are translated", () => {
    const named = `status\tseller-sku\tprice\nActive\tA\t1.00\n\nInactive\t\t2.00`;
    expect(readReportRows(named)).toMatchObject([{ status: "Active", "seller-sku": "A", price: "1.00", asin1: "" }]);
    const german = columns.map((_, index) => `spalte-${index}`).join("\t");
    const [found] = readReportRows(`\uFEFF${german}\n${merchantRow("S1")}`);
    expect(found).toMatchObject({
      "seller-sku": "S1",
      asin1: "B0BBSBPSRC",
      "fulfillment-channel": "DEFAULT",
      status: "Active",
    });
  });

  test("of nothing are none", () => {
    expect(readReportRows("")).toEqual([]);
    expect(readReportRows(columns.join("\t"))).toEqual([]);
  });
});
