import { inflateRawSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { errorIds, type StartedEbay, startEbay } from "../testing/started-ebay.ts";
import { nodesAt, parseXml, textAt } from "../trading/xml.ts";

let desk: StartedEbay;
beforeEach(async () => {
  desk = await startEbay();
});
afterEach(async () => {
  await desk.stop();
  expect(desk.violations()).toEqual([]);
});

const marketplace = { "x-ebay-c-marketplace-id": "EBAY_GB" };
const request = {
  feedType: "LMS_ACTIVE_INVENTORY_REPORT",
  schemaVersion: "1.0",
  filterCriteria: { listingFormat: "FIXED_PRICE" },
};
const create = (body: unknown = request, headers: Record<string, string> = marketplace) =>
  desk.call("POST", "/sell/feed/v1/inventory_task", { body, headers });

// Reads the one deflated file of an archive by its local header.
function unzip(archive: Buffer): string {
  const [size, name, extra] = [archive.readUInt32LE(18), archive.readUInt16LE(26), archive.readUInt16LE(28)];
  const start = 30 + name + extra;
  return inflateRawSync(archive.subarray(start, start + size)).toString();
}

it("makes a report that is polled for and downloaded as a zip", async () => {
  const { status, headers } = await create();
  expect(status).toBe(202);
  const path = headers.get("location")!.slice(desk.base.length);
  const download = path.replace("inventory_task", "task").concat("/download_result_file");
  expect(errorIds((await desk.call("GET", download)).body)).toEqual([160014]);
  const statuses: string[] = [];
  while (statuses.at(-1) !== "COMPLETED") statuses.push((await desk.call("GET", path)).body.status);
  expect(statuses).toEqual(["QUEUED", "IN_PROCESS", "COMPLETED"]);
  const file = Buffer.from(
    await (
      await fetch(`${desk.base}${download}`, { headers: { authorization: `Bearer ${desk.token}` } })
    ).arrayBuffer(),
  );
  const report = parseXml(unzip(file))!;
  expect(report.name).toBe("BulkDataExchangeResponses");
  const details = nodesAt(report.node, "ActiveInventoryReport", "SKUDetails");
  expect(details.map((node) => [textAt(node, "ItemID"), textAt(node, "SKU"), textAt(node, "Quantity")])).toEqual([
    ["110035400937", "75192-1-N", "3"],
    ["110035400938", undefined, "1"],
    ["110035400939", "10294-1-N", "2"],
    ["110035400941", "ZERO", "0"],
    ["110035400942", undefined, "9"],
  ]);
  expect(nodesAt(details[4], "Variations", "Variation").map((node) => textAt(node, "SKU"))).toEqual([
    "FIG-RED",
    "FIG-BLUE",
  ]);
});

it("makes one at a time, 25 a day, for a marketplace", async () => {
  expect(errorIds((await create(request, {})).body)).toEqual([160027]);
  expect(errorIds((await create({ ...request, feedType: "OTHER" })).body)).toEqual([160017]);
  await create();
  expect(errorIds((await create()).body)).toEqual([160024]);
  desk.ebay.reset();
  const { accessToken: token } = desk.ebay.acts.issueTokens({});
  desk.ebay.quotas.adjust("feed.active-inventory-reports", { limit: 0, key: "brick_desk" });
  const answer = await desk.call("POST", "/sell/feed/v1/inventory_task", {
    body: request,
    headers: marketplace,
    token,
  });
  expect([answer.status, errorIds(answer.body)]).toEqual([409, [160025]]);
});
