import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { amazonModels } from "../testing/specs.ts";
import { GERMANY, type Loose, SELLER, type StartedAmazon, startAmazon, UK } from "../testing/started-amazon.ts";

const REPORTS = "/reports/2021-06-30";
const FEEDS = "/feeds/2021-06-30";
const JSON_TYPE = "application/json; charset=UTF-8";
let desk: StartedAmazon;
beforeEach(async () => {
  desk = await startAmazon();
});
afterEach(async () => {
  expect(desk.violations()).toEqual([]);
  await desk.stop();
});

const request = async (marketplaceId = UK): Promise<string> => {
  const body = { reportType: "GET_MERCHANT_LISTINGS_ALL_DATA", marketplaceIds: [marketplaceId] };
  return (await desk.call("POST", `${REPORTS}/reports`, { body })).body.reportId;
};
const report = async (id: string) => (await desk.call("GET", `${REPORTS}/reports/${id}`)).body;

async function download(path: string) {
  const { body } = await desk.call("GET", path);
  const answer = await fetch(body.url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const content = body.compressionAlgorithm === "GZIP" ? gunzipSync(bytes) : bytes;
  return { content, url: body.url as string, type: answer.headers.get("content-type") };
}

describe("reports", () => {
  it("wait, run and end, and are downloaded packed from an address that dies", async () => {
    const id = await request();
    expect((await report(id)).processingStatus).toBe("IN_QUEUE");
    desk.clock.advance(15_000);
    expect((await report(id)).processingStatus).toBe("IN_PROGRESS");
    desk.clock.advance(30_000);
    const { processingStatus, reportDocumentId } = await report(id);
    expect(processingStatus).toBe("DONE");
    const { content, url, type } = await download(`${REPORTS}/documents/${reportDocumentId}`);
    expect(type).toBe("text/plain; charset=UTF-8");
    const [header = "", ...rows] = content.toString("utf8").trimEnd().split("\r\n");
    const columns = header.split("\t");
    const table = rows.map((row) => Object.fromEntries(row.split("\t").map((cell, at) => [columns[at], cell])));
    expect(columns.slice(0, 6)).toEqual([
      "item-name",
      "item-description",
      "listing-id",
      "seller-sku",
      "price",
      "quantity",
    ]);
    expect(table).toHaveLength(4);
    expect(table[0]).toMatchObject({
      "seller-sku": "75192-1-N",
      quantity: "3",
      "fulfillment-channel": "DEFAULT",
      status: "Active",
    });
    expect(table[2]).toMatchObject({ "seller-sku": "FBA-10294", quantity: "", "fulfillment-channel": "AMAZON_EU" });
    expect((await fetch(url, { headers: { authorization: "Bearer x" } })).status).toBe(400);
    expect((await fetch(url, { method: "PUT", body: "x" })).status).toBe(403);
    desk.clock.advance(300_000);
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining("Request has expired")]);
  });

  it("are cancelled when there is nothing, fail on demand, and can be cancelled in the queue", async () => {
    const empty = await request(GERMANY);
    const stopped = await request();
    expect((await desk.call("DELETE", `${REPORTS}/reports/${stopped}`)).status).toBe(200);
    desk.clock.advance(60_000);
    expect((await report(empty)).processingStatus).toBe("CANCELLED");
    desk.amazon.acts.dialJobOutcome({ outcome: "FATAL" });
    const failing = await request();
    desk.clock.advance(60_000);
    expect((await report(failing)).processingStatus).toBe("FATAL");
    const list = await desk.call("GET", `${REPORTS}/reports?processingStatuses=CANCELLED,FATAL&pageSize=2`);
    expect(list.body.reports.map((row: Loose) => row.reportId)).toEqual([failing, stopped]);
    const wrong = { reportType: "GET_NOTHING", marketplaceIds: [UK] };
    expect((await desk.call("POST", `${REPORTS}/reports`, { body: wrong })).status).toBe(400);
    expect((await desk.call("GET", `${REPORTS}/reports/1`)).status).toBe(404);
  });

  it("may be in another charset, unpacked and with German headers", async () => {
    desk.amazon.acts.setSettings({ reportCharset: "ISO-8859-1", gzipDocuments: false, localizedHeaders: true });
    const id = await request();
    desk.clock.advance(60_000);
    const { content, type } = await download(`${REPORTS}/documents/${(await report(id)).reportDocumentId}`);
    expect(type).toBe("text/plain; charset=ISO-8859-1");
    expect(content.toString("latin1")).toContain("Händler-SKU");
    expect(content.toString("utf8")).not.toContain("Händler-SKU");
  });
});

describe("feeds", () => {
  const upload = async (content: Loose, type = JSON_TYPE) => {
    const { body } = await desk.call("POST", `${FEEDS}/documents`, { body: { contentType: JSON_TYPE } });
    const headers = { "content-type": type };
    const answer = await fetch(body.url, { method: "PUT", headers, body: JSON.stringify(content) });
    return { status: answer.status, id: body.feedDocumentId as string };
  };
  const submit = async (inputFeedDocumentId: string, feedType = "JSON_LISTINGS_FEED") => {
    const body = { feedType, marketplaceIds: [UK], inputFeedDocumentId };
    return await desk.call("POST", `${FEEDS}/feeds`, { body });
  };
  const feed = async (id: string) => (await desk.call("GET", `${FEEDS}/feeds/${id}`)).body;
  const stock = (messageId: number, sku: string, quantity: unknown) => ({
    messageId,
    sku,
    operationType: "PATCH",
    productType: "PRODUCT",
    patches: [
      {
        op: "merge",
        path: "/attributes/fulfillment_availability",
        value: [{ fulfillment_channel_code: "DEFAULT", quantity }],
      },
    ],
  });
  const header = { sellerId: SELLER, version: "2.0" };

  it("change many listings and tell of each message", async () => {
    const partial = {
      messageId: 4,
      sku: "ZERO",
      operationType: "PARTIAL_UPDATE",
      productType: "PRODUCT",
      attributes: { fulfillment_availability: [{ fulfillment_channel_code: "DEFAULT", quantity: 5 }] },
    };
    const messages = [stock(1, "75192-1-N", 8), stock(2, "NOPE", 1), stock(3, "A/B 1", -4), partial];
    const { id } = await upload({ header, messages });
    const feedId = (await submit(id)).body.feedId;
    expect(desk.amazon.ledger.count("stock-changed")).toBe(0);
    desk.clock.advance(45_000);
    const done = await feed(feedId);
    expect(done.processingStatus).toBe("DONE");
    const { content } = await download(`${FEEDS}/documents/${done.resultFeedDocumentId}`);
    const processed = JSON.parse(content.toString());
    expect(processed.summary).toEqual({
      errors: 2,
      warnings: 0,
      messagesProcessed: 4,
      messagesAccepted: 2,
      messagesInvalid: 2,
    });
    expect(processed.issues.map(({ messageId, sku }: Loose) => [messageId, sku])).toEqual([
      [2, "NOPE"],
      [3, "A/B 1"],
    ]);
    checkAgainst("listings-feed-processing-report-schema-v2.json", processed);
    desk.clock.advance(60_000);
    desk.amazon.acts.settle({});
    expect(
      desk.amazon.ledger.list({ kind: "stock-changed" }).map(({ data }) => [data["sku"], data["to"], data["via"]]),
    ).toEqual([
      ["75192-1-N", 8, "feed"],
      ["ZERO", 5, "feed"],
    ]);
  });

  it("are FATAL when they are of a removed type, empty, or no feed at all", async () => {
    const good = await upload({ header, messages: [stock(1, "ZERO", 1)] });
    const removed = (await submit(good.id, "POST_INVENTORY_AVAILABILITY_DATA")).body.feedId;
    const nonsense = (await submit((await upload({ hello: 1 })).id)).body.feedId;
    const { body } = await desk.call("POST", `${FEEDS}/documents`, { body: { contentType: JSON_TYPE } });
    const empty = (await submit(body.feedDocumentId)).body.feedId;
    desk.clock.advance(45_000);
    for (const id of [removed, nonsense, empty]) expect((await feed(id)).processingStatus).toBe("FATAL");
    expect((await submit(good.id, "POST_NOTHING")).status).toBe(400);
    expect((await submit("unknown")).status).toBe(400);
  });

  it("want the content type that was announced, and no more than five in five minutes", async () => {
    expect((await upload({}, "application/json")).status).toBe(403);
    const { id } = await upload({ header, messages: [stock(1, "ZERO", 1)] });
    for (let count = 0; count < 5; count += 1) expect((await submit(id)).status).toBe(202);
    expect((await submit(id)).status).toBe(429);
    const list = await desk.call("GET", `${FEEDS}/feeds?feedTypes=JSON_LISTINGS_FEED&pageSize=3`);
    expect(list.body.feeds).toHaveLength(3);
    const [newest] = list.body.feeds;
    expect((await desk.call("DELETE", `${FEEDS}/feeds/${newest.feedId}`)).status).toBe(200);
    expect((await feed(newest.feedId)).processingStatus).toBe("CANCELLED");
  });
});

function checkAgainst(file: string, value: unknown) {
  const models = amazonModels();
  if (models === null) return;
  const schema = JSON.parse(readFileSync(`${models}feeds/${file}`, "utf8"));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $schema: undefined });
  expect([validate(value), validate.errors]).toEqual([true, null]);
}
