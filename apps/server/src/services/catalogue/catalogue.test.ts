import { type Candidate, link, type MatchLine, suggest } from "@counterfoil/core/matching";
import type { Identifier } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../testing/test-server.ts";
import type { Visitor } from "../../testing/visitor.ts";
import { type ServiceContext, systemContext } from "../context.ts";
import type { ImportPreview } from "../inventory/preview-import.ts";
import { freshStockIndex } from "../resolution/stock-index-cache.ts";
import { fillCatalogue } from "./fill-catalogue.ts";
import type { LookUpAnswer } from "./look-up.ts";
import type { CatalogueUsage } from "./read-usage.ts";

const falcon = { number: "75192-1", ean: "5702015869935" };
const waiterEan = "5702014973497";

describeEachDatabase("the catalogue", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  let connectionId: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    // Nothing happens behind the test's back.
    const environment = { ROLE: "web" };
    const endpoints = { brickset: sandbox.baseURL("brickset") };
    server = await startTestServer(context.database, { overrides: { endpoints }, environment });
    owner = await server.owner();
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const apiKey = () => sandbox.credentials.brickset.apiKey;
  const lookUps = () => sandbox.brickset.requests.list({ kind: "getSets" }).length;
  const lookUp = async (text: string, anew = false) => {
    const answer = await owner.mutate("catalogue.lookup", { text, anew });
    expect(answer.error).toBeUndefined();
    return answer.data as LookUpAnswer;
  };
  const stock = async (title: string, identifiers: Identifier[]) => {
    const made = await owner.mutate("inventory.create", { title, identifiers, status: "in_stock", quantity: 1 });
    return (made.data as { id: string }).id;
  };
  const serviceContext = async (): Promise<ServiceContext> => {
    const { workspaceId } = (await owner.query("session.me")).data as { workspaceId: string };
    return systemContext(server.parts, workspaceId, "test");
  };
  const indexOf = async () => {
    const ctx = await serviceContext();
    return await ctx.db.inWorkspace(ctx.workspaceId, (tx) => freshStockIndex(tx, ctx));
  };
  const fill = async () =>
    fillCatalogue({ ctx: await serviceContext(), input: { connectionId, signal: new AbortController().signal } });

  test("without a connection it answers from what it knows, and says why", async () => {
    expect(await lookUp("75192")).toMatchObject({ products: [], keptBecause: "not_connected", source: null });
    expect((await owner.query("catalogue.usage")).data).toMatchObject({ source: null, known: 0 });
    const saved = await owner.mutate("connections.saveKeys", { platform: "brickset", fields: { apiKey: apiKey() } });
    expect(saved.error).toBeUndefined();
    connectionId = (saved.data as { connectionId: string }).connectionId;
  });

  test("a set is found by number, barcode and words, with all that is known of it", async () => {
    const known = {
      ...{ number: falcon.number, name: "Millennium Falcon", theme: "Star Wars", year: 2017, pieces: 7541 },
      ...{ title: "LEGO 75192 Millennium Falcon", barcodes: expect.arrayContaining([falcon.ean]) },
      retailPrice: { minor: 73_499, currency: "GBP" },
      pictureUrl: expect.stringContaining("https://"),
    };
    for (const text of ["75192", falcon.ean, "falcon ultimate collector"]) {
      const answer = await lookUp(text);
      expect(answer).toMatchObject({ source: "Brickset", keptBecause: null, problem: null });
      expect(answer.products).toContainEqual(expect.objectContaining(known));
    }
  });

  test("the same question is answered from the catalogue, without a look-up; anew asks again", async () => {
    const before = lookUps();
    expect(await lookUp(` #75192 `)).toMatchObject({ keptBecause: "recent", readAt: expect.any(String) });
    expect(await lookUp(falcon.ean)).toMatchObject({ keptBecause: "recent" });
    expect(lookUps()).toBe(before);
    expect(await lookUp("75192", true)).toMatchObject({ keptBecause: null });
    expect(lookUps()).toBe(before + 1);
  });

  test("what is not known is not asked twice a day; a misread barcode is refused without a look-up", async () => {
    expect(await lookUp("99999")).toMatchObject({ products: [], keptBecause: null });
    const before = lookUps();
    expect(await lookUp("99999")).toMatchObject({ products: [], keptBecause: "recent" });
    const { status, error } = await owner.mutate("catalogue.lookup", { text: "5702015869934" });
    expect([status, error.message]).toEqual([400, expect.stringContaining("last digit")]);
    expect(lookUps()).toBe(before);
  });

  test("a line with only a barcode links to the unit of the set; one with only a name has it suggested", async () => {
    const id = await stock("Box 3, upper shelf", [{ type: "set_number", value: "75192" }]);
    const index = await indexOf();
    const decided = link([sale({ identifiers: [{ type: "gtin", value: falcon.ean }] })], index, policy);
    expect(decided).toMatchObject([{ outcome: "linked", units: [{ itemId: id }] }]);
    const [top] = suggest(sale({ title: "Millennium Falcon, sealed" }), index, 3);
    expect(top).toMatchObject({ itemId: id });
  });

  test("before the catalogue knows a set, neither is found; its reading is enough to find both", async () => {
    const id = await stock("Box 4, upper shelf", [{ type: "set_number", value: "42083-1" }]);
    const ean = { type: "gtin", value: "5702016116977" } as const;
    const named = sale({ title: "Bugatti Chiron new in box" });
    const before = await indexOf();
    expect(link([sale({ identifiers: [ean] })], before, policy)).toMatchObject([{ outcome: "queued" }]);
    expect(scoreOf(id, suggest(named, before, 3))).toBeLessThan(0.02);
    await fill();
    const after = await indexOf();
    expect(link([sale({ identifiers: [ean] })], after, policy)).toMatchObject([
      { outcome: "linked", units: [{ itemId: id }] },
    ]);
    const suggested = suggest(named, after, 3);
    expect(suggested[0]).toMatchObject({ itemId: id });
    expect(scoreOf(id, suggested)).toBeGreaterThan(0.2);
  });

  test("a unit that is known by its barcode alone is found by the number of its set", async () => {
    const id = await stock("Fast car", [{ type: "gtin", value: "5702015594028" }]);
    await fill();
    const line = sale({ identifiers: [{ type: "set_number", value: "42056" }] });
    expect(link([line], await indexOf(), policy)).toMatchObject([{ outcome: "linked", units: [{ itemId: id }] }]);
  });

  test("the barcode that the figures of a series share links none of them, nor a bundle", async () => {
    await stock("Figure", [{ type: "set_number", value: "71000-5" }]);
    await stock("Two boxes", [
      { type: "set_number", value: "42100" },
      { type: "set_number", value: "42110" },
    ]);
    await fill();
    const decided = link(
      [waiterEan, "5702016369915"].map((value, at) => sale({ id: `${at}`, identifiers: [{ type: "gtin", value }] })),
      await indexOf(),
      policy,
    );
    expect(decided.map(({ outcome }) => outcome)).toEqual(["queued", "queued"]);
  });

  test("the background reads fifty numbers a look-up, no miss twice, and leaves the last look-ups to people", async () => {
    await stock("Nothing known", [{ type: "set_number", value: "98765-1" }]);
    const before = lookUps();
    await fill();
    await fill();
    expect(lookUps() - before).toBe(1);
    sandbox.brickset.acts.setUseToday({ apiKey: apiKey(), count: 95 });
    await owner.query("catalogue.usage");
    await stock("Further", [{ type: "set_number", value: "42130-1" }]);
    await fill();
    expect(lookUps() - before).toBe(1);
    expect(await lookUp("42130")).toMatchObject({ keptBecause: null, products: [{ name: "BMW M 1000 RR" }] });
  });

  test("an import reads unknown numbers at fifty a look-up, and fills what the file leaves empty, nothing else", async () => {
    const csv = ["set number,title,sku", "60337,,T1", "60337,My own words,T2", "99998,,T3", ",No number,T4"].join("\n");
    const preview = async (fromCatalogue: boolean) =>
      (await owner.mutate("inventory.previewImport", { csv, fromCatalogue })).data as ImportPreview;
    expect((await preview(false)).catalogue).toEqual({ rows: 0, unknown: ["60337", "99998"] });
    const before = lookUps();
    const read = await owner.mutate("catalogue.readNumbers", { numbers: ["60337", "99998"] });
    expect([read.data, lookUps() - before]).toEqual([
      { found: 1, missed: 1, left: 0, problem: null, resetAt: null },
      1,
    ]);
    const filled = await preview(true);
    expect(filled.sample.map(({ title }) => title)).toEqual([
      "LEGO 60337 Express Passenger Train",
      "My own words",
      "No number",
    ]);
    expect(filled.sample[1]).toMatchObject({ gtin: "5702017162126", image_url: expect.stringContaining("60337") });
    expect(filled.errors).toMatchObject([{ row: 4, message: expect.stringContaining("catalogue does not know") }]);
    expect((await preview(false)).errorRows).toBe(2);
    const good = csv.replace("99998,,T3\n", "");
    const done = await owner.mutate("inventory.commitImport", { csv: good, fromCatalogue: true, idempotencyKey: "i" });
    expect(done.data).toEqual({ created: 3, updated: 0 });
    const listed = (await owner.query("inventory.list", { q: "T1" })).data as { items: { title: string }[] };
    expect(listed.items.map(({ title }) => title)).toEqual(["LEGO 60337 Express Passenger Train"]);
  });

  test("with the day's look-ups used up it answers from the catalogue, and says until when", async () => {
    sandbox.brickset.acts.setUseToday({ apiKey: apiKey(), count: 100 });
    const usage = (await owner.query("catalogue.usage")).data as CatalogueUsage;
    expect(usage).toMatchObject({ source: { name: "Brickset" }, today: { usedToday: 100, dailyLimit: 100 } });
    expect(usage.known).toBeGreaterThan(3);
    for (const text of ["75192", falcon.ean, "millennium"]) {
      const answer = await lookUp(text, true);
      expect(answer).toMatchObject({ keptBecause: "used_up", resetAt: usage.today?.resetAt, source: "Brickset" });
      expect(answer.readAt).not.toBeNull();
      expect(answer.products.map(({ number }) => number)).toContain(falcon.number);
    }
    expect(await lookUp("10270")).toMatchObject({ keptBecause: "used_up", products: [], readAt: null });
  });

  test("with a key that Brickset withdrew it answers too, and the card says what is wrong", async () => {
    sandbox.brickset.acts.setKey({ apiKey: apiKey(), dailyLimit: null });
    sandbox.brickset.acts.setUseToday({ apiKey: apiKey(), count: 0 });
    const before = await owner.mutate("connections.saveKeys", {
      platform: "brickset",
      fields: { apiKey: apiKey(), dailyLimit: "unlimited" },
    });
    expect(before.error).toBeUndefined();
    sandbox.brickset.acts.revokeKey({ apiKey: apiKey() });
    const answer = await lookUp("75192", true);
    expect(answer).toMatchObject({ keptBecause: "refused", products: [{ number: falcon.number }] });
    expect(answer.problem?.message).toMatch(/key/i);
    const cards = (await owner.query("connections.list")).data as { platform: string; status: string }[];
    expect(cards.find(({ platform }) => platform === "brickset")).toMatchObject({ status: "error" });
  });
});

const policy = { fifoInterchangeable: true, skuCaseInsensitive: false, probabilityBar: null };

function scoreOf(id: string, candidates: readonly Candidate[]): number {
  return candidates.find(({ itemId }) => itemId === id)?.score ?? 0;
}

function sale(part: Partial<MatchLine>): MatchLine {
  return {
    ...{ id: "line", orderId: "order", orderReference: "1", platform: "ebay", position: 0, title: "" },
    ...{ placedAt: "2026-11-21T10:00:00Z", listingId: null, variationId: null, sku: null, condition: null },
    ...{ identifiers: [], unitPrice: null, needed: 1, held: 0, preLinked: [] },
    ...part,
  };
}
