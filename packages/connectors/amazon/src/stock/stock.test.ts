import type { StockChange } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { AmazonSettings } from "../amazon-settings.ts";
import { createAmazon } from "../index.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testCredentials, testSettings } from "../testing/fake-fetch.ts";
import { amazonItem, inventory, wireItem } from "../testing/wire-items.ts";

const reference = (sku: string): ListingReference => ({
  externalId: "B0BBSBPSRC",
  variationId: sku,
  sku,
  platformData: {},
});
const change = (sku: string, quantity: number): StockChange => ({
  ...{ listing: reference(sku), quantity, idempotencyKey: `${sku}-${quantity}` },
});
const accepted: FakeAnswer = { body: { sku: "A", status: "ACCEPTED", submissionId: "s1", issues: [] } };

type Answer = (request: SentRequest) => FakeAnswer | undefined;

/** Amazon with the given items; `patch` answers changes. */
function shop(items: object[], patch: Answer = () => accepted): Answer {
  return (request) => {
    const { url, method } = request;
    if (method === "PATCH") return patch(request);
    if (url.pathname.startsWith("/fba/")) return { body: inventory({ F: 9 }) };
    const known = items as { sku: string }[];
    const wanted = url.searchParams.get("identifiers")?.split(",");
    if (wanted) {
      const found = known.filter(({ sku }) => wanted.includes(sku));
      return { body: { numberOfResults: found.length, items: found } };
    }
    const single = known.find(({ sku }) => url.pathname.endsWith(`/${encodeURIComponent(sku)}`));
    return single
      ? { body: single }
      : { status: 404, body: { errors: [{ code: "NOT_FOUND", message: "No such SKU." }] } };
  };
}

function connect(answer: Answer, overrides: Partial<AmazonSettings> = {}) {
  const { fetch, sent } = fakeFetch(answer);
  const { stock } = createAmazon(testSettings(fetch, overrides));
  return { stock, sent, patches: () => sent.filter(({ method }) => method === "PATCH") };
}

describe("read", () => {
  test("takes the seller's shelf from the listing and Amazon's from Amazon; unknown ones are absent", async () => {
    const { stock, sent } = connect(shop([wireItem("A"), amazonItem("F"), wireItem("A, B/C")]));
    const levels = await stock.read([reference("A"), reference("F"), reference("GONE"), reference("A, B/C")]);
    expect(levels.map(({ listing, quantity }) => [listing.sku, quantity])).toEqual([
      ["A", 4],
      ["F", 9],
      ["A, B/C", 4],
    ]);
    const search = sent.find(({ url }) => url.searchParams.has("identifiers"));
    expect(search?.url.searchParams.get("identifiers")).toBe("A,F,GONE");
    expect(search?.url.searchParams.get("identifiersType")).toBe("SKU");
  });

  test("of nothing asks nothing", async () => {
    const { stock, sent } = connect(shop([]));
    expect(await stock.read([])).toEqual([]);
    expect(sent).toHaveLength(0);
  });
});

describe("set, one by one", () => {
  test("merges the quantity alone, in every marketplace of the listing", async () => {
    const summaries = ["A1F83G8C2ARO7P", "A1PA6795UKMFR9"].map((marketplaceId) => ({
      ...{ marketplaceId, asin: "B0BBSBPSRC", productType: "TOYS_AND_GAMES", status: [] },
    }));
    const { stock, patches } = connect(shop([wireItem("a/b", { summaries })]), {
      credentials: { ...testCredentials, marketplaceIds: "A1F83G8C2ARO7P,A1PA6795UKMFR9" },
    });
    const [outcome] = await stock.set([change("a/b", 0)]);
    expect(outcome).toMatchObject({ status: "done", value: { quantity: 0 }, note: null });
    const [patch] = patches();
    expect(patch?.url.pathname).toBe("/listings/2021-08-01/items/A3TH9S8BH6GOGM/a%2Fb");
    expect(patch?.url.searchParams.get("marketplaceIds")).toBe("A1F83G8C2ARO7P,A1PA6795UKMFR9");
    expect(JSON.parse(patch?.body ?? "")).toEqual({
      productType: "TOYS_AND_GAMES",
      patches: [
        {
          op: "merge",
          path: "/attributes/fulfillment_availability",
          value: [{ fulfillment_channel_code: "DEFAULT", quantity: 0 }],
        },
      ],
    });
  });

  test("never pushes a number onto goods in Amazon's warehouse, also where a second row says DEFAULT", async () => {
    const both = [{ fulfillmentChannelCode: "AMAZON_EU" }, { fulfillmentChannelCode: "DEFAULT", quantity: 3 }];
    const { stock, patches } = connect(shop([amazonItem("F"), amazonItem("G", both), wireItem("A")]));
    const outcomes = await stock.set([change("F", 1), change("G", 1), change("A", 1), change("GONE", 1)]);
    expect(outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"))).toEqual([
      ...["unsupported", "unsupported", "done", "not_found"],
    ]);
    expect(patches()).toHaveLength(1);
  });

  test("a listing without a SKU is refused; the SKU may be the variation's", async () => {
    const { stock, patches } = connect(shop([wireItem("A")]));
    const nameless = { ...change("A", 1), listing: { ...reference("A"), sku: null, variationId: null } };
    const byVariation = { ...change("A", 2), listing: { ...reference("A"), sku: null } };
    const outcomes = await stock.set([nameless, byVariation]);
    expect(outcomes.map(({ status }) => status)).toEqual(["failed", "done"]);
    expect(patches()).toHaveLength(1);
  });

  test.each([
    [
      "INVALID",
      [{ code: "90000900", message: "The attributes are invalid.", severity: "ERROR", attributeNames: ["x"] }],
    ],
    ["ACCEPTED", [{ code: "8572", message: "The product type does not fit.", severity: "ERROR" }]],
  ])("an answer of 200 with %s and an error is a refusal, in Amazon's words", async (status, issues) => {
    const { stock } = connect(shop([wireItem("A")], () => ({ body: { sku: "A", status, submissionId: "s", issues } })));
    const [outcome] = await stock.set([change("A", 1)]);
    expect(outcome).toMatchObject({
      status: "failed",
      error: { code: "rejected", platformCode: issues[0]?.code, message: expect.stringContaining(issues[0]!.message) },
    });
  });

  test("a warning is noted, and does not hide that it is done", async () => {
    const issues = [{ code: "18448", message: "Some attributes are incomplete.", severity: "WARNING" }];
    const { stock } = connect(shop([wireItem("A")], () => ({ body: { sku: "A", status: "ACCEPTED", issues } })));
    expect(await stock.set([change("A", 1)])).toMatchObject([
      { status: "done", note: "Some attributes are incomplete." },
    ]);
  });

  test("a lost answer is settled by what was submitted last, and never sent again", async () => {
    const attributes = (quantity: number) => ({
      attributes: { fulfillment_availability: [{ fulfillment_channel_code: "DEFAULT", quantity }] },
    });
    const lost: Answer = () => {
      throw new TypeError("socket hang up");
    };
    const found = connect(shop([wireItem("A", attributes(7))], lost));
    expect(await found.stock.set([change("A", 7)])).toMatchObject([{ status: "done", value: { quantity: 7 } }]);
    expect(found.patches()).toHaveLength(1);
    const open = connect(shop([wireItem("A", attributes(4))], lost));
    expect(await open.stock.set([change("A", 7)])).toMatchObject([
      { status: "failed", error: { code: "outcome_unknown", retryable: false } },
    ]);
    expect(open.patches()).toHaveLength(1);
  });

  test("changes of one SKU go out in order, so that the last one stands", async () => {
    const { stock, patches } = connect(shop([wireItem("A"), wireItem("B")]));
    await stock.set([change("A", 3), change("B", 1), change("A", 2), change("A", 1)]);
    const sentFor = (sku: string) =>
      patches()
        .filter(({ url }) => url.pathname.endsWith(`/${sku}`))
        .map(({ body }) => JSON.parse(body).patches[0].value[0].quantity);
    expect(sentFor("A")).toEqual([3, 2, 1]);
    expect(sentFor("B")).toEqual([1]);
  });

  test("a connection that is gone is not tried for each of many", async () => {
    const denied: FakeAnswer = { status: 403, body: { errors: [{ code: "Unauthorized", message: "Denied." }] } };
    const skus = Array.from({ length: 30 }, (_, index) => `S${index}`);
    const { stock, patches } = connect(
      shop(
        skus.map((sku) => wireItem(sku)),
        () => denied,
      ),
    );
    const outcomes = await stock.set(skus.map((sku) => change(sku, 1)));
    expect(outcomes.every((outcome) => outcome.status === "failed" && outcome.error.code === "permission_denied")).toBe(
      true,
    );
    expect(patches().length).toBeLessThan(6);
  });
});

describe("set, by feed", () => {
  const skus = ["A", "B", "C"];
  const result = (issues: object[] = []) => ({ header: {}, issues, summary: { messagesProcessed: 3 } });
  interface Feed {
    states?: string[];
    issues?: object[];
    document?: Answer;
  }

  function feedShop({ states = ["IN_QUEUE", "IN_PROGRESS", "DONE"], issues = [], document }: Feed = {}): Answer {
    const items = shop([...skus.map((sku) => wireItem(sku)), amazonItem("F")]);
    return (request) => {
      const { url, method } = request;
      if (url.host === "upload.s3.amazonaws.com")
        return document?.(request) ?? { body: method === "PUT" ? "" : result(issues) };
      if (!url.pathname.startsWith("/feeds/")) return items(request);
      const at = "https://upload.s3.amazonaws.com/doc";
      if (method === "POST" && url.pathname.endsWith("/documents"))
        return { status: 201, body: { feedDocumentId: "D", url: at } };
      if (method === "POST") return { status: 202, body: { feedId: "77" } };
      if (url.pathname.endsWith("/feeds/77")) {
        const processingStatus = states.length > 1 ? states.shift() : states[0];
        return { body: { processingStatus, ...(processingStatus === "DONE" && { resultFeedDocumentId: "R" }) } };
      }
      return { body: { feedDocumentId: "R", url: at } };
    };
  }
  const connectFeed = (feed?: Feed) => connect(feedShop(feed), { feedFrom: 3 });
  const codes = (outcomes: Awaited<ReturnType<ReturnType<typeof connect>["stock"]["set"]>>) =>
    outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"));

  test("writes one document and judges each of its messages", async () => {
    const issues = [
      { messageId: 2, code: "90220", severity: "ERROR", message: "'size' is required." },
      { messageId: 3, code: "1", severity: "WARNING", message: "Look at it." },
    ];
    const { stock, sent, patches } = connectFeed({ issues });
    const outcomes = await stock.set([change("A", 1), change("F", 5), change("B", 2), change("C", 3)]);
    expect(codes(outcomes)).toEqual(["done", "unsupported", "rejected", "done"]);
    expect(outcomes[3]).toMatchObject({ note: "Look at it." });
    expect(patches()).toHaveLength(0);
    const upload = sent.find(({ method }) => method === "PUT");
    expect(upload?.headers.get("content-type")).toBe("application/json; charset=UTF-8");
    expect(upload?.headers.get("x-amz-access-token")).toBeNull();
    const document = JSON.parse(upload?.body ?? "");
    expect(document.header).toEqual({ sellerId: "A3TH9S8BH6GOGM", version: "2.0", issueLocale: "en_US" });
    expect(document.messages.map(({ sku }: { sku: string }) => sku)).toEqual(["A", "B", "C"]);
    const created = sent.find(({ url, method }) => method === "POST" && url.pathname.endsWith("/feeds"));
    expect(JSON.parse(created?.body ?? "")).toEqual({
      feedType: "JSON_LISTINGS_FEED",
      marketplaceIds: ["A1F83G8C2ARO7P"],
      inputFeedDocumentId: "D",
    });
  });

  test("sends only the last of several changes of one SKU", async () => {
    const { stock, sent } = connectFeed();
    const outcomes = await stock.set([change("A", 1), change("B", 2), change("A", 9)]);
    expect(outcomes).toMatchObject([
      { status: "done", idempotencyKey: "A-1", value: { quantity: 9 } },
      { status: "done", idempotencyKey: "B-2" },
      { status: "done", idempotencyKey: "A-9", value: { quantity: 9 } },
    ]);
    const { messages } = JSON.parse(sent.find(({ method }) => method === "PUT")?.body ?? "");
    expect(messages).toHaveLength(2);
  });

  test.each([
    ["FATAL", "rejected"],
    ["CANCELLED", "rejected"],
    ["IN_PROGRESS", "outcome_unknown"],
  ])("a feed that stays or ends as %s leaves every change %s", async (state, code) => {
    const { stock, sent } = connectFeed({ states: [state] });
    expect(codes(await stock.set(skus.map((sku) => change(sku, 1))))).toEqual([code, code, code]);
    expect(sent.filter(({ url, method }) => method === "POST" && url.pathname.endsWith("/feeds"))).toHaveLength(1);
  });

  test("a result that cannot be read leaves the changes unknown, not failed", async () => {
    const { stock } = connectFeed({ document: ({ method }) => ({ body: method === "PUT" ? "" : "<html>" }) });
    expect(codes(await stock.set(skus.map((sku) => change(sku, 1))))).toEqual(Array(3).fill("outcome_unknown"));
  });

  test("a document that could not be written changes nothing", async () => {
    const forbidden: FakeAnswer = { status: 403, body: "<Error><Code>AccessDenied</Code></Error>" };
    const { stock, sent } = connectFeed({ document: () => forbidden });
    expect(codes(await stock.set(skus.map((sku) => change(sku, 1))))).toEqual(Array(3).fill("permission_denied"));
    expect(sent.some(({ url, method }) => method === "POST" && url.pathname.endsWith("/feeds"))).toBe(false);
  });
});
