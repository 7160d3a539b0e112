import { ConnectorError } from "@counterfoil/connector-kit";
import { bricksetCatalogue } from "@counterfoil/simulators/brickset";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { brickset, createBrickset, exchangeKeys } from "./index.ts";
import { apiKey, startStandIn, user } from "./testing/brickset-stand-in.ts";

const standIn = await startStandIn();
afterAll(standIn.stop);
beforeEach(() => standIn.simulator.reset());

const connect = (credentials: Record<string, string> = {}) => createBrickset(standIn.timed(credentials));
const callsOf = (operation: string) => standIn.simulator.requests.list({ kind: operation }).length;
const refused = (call: Promise<unknown>): Promise<ConnectorError> =>
  call.then(
    () => expect.fail("the call should have been refused"),
    (error) => (ConnectorError.is(error) ? error : Promise.reject(error)),
  );

describe("look-ups", () => {
  it("fill what is known of a set, the chosen region's price first", async () => {
    const [set] = await connect({ region: "US" }).products.findByNumber("10270");
    expect(set).toMatchObject({
      number: "10270-1",
      kind: "set",
      name: "Bookshop",
      brand: "LEGO",
      theme: "Creator Expert",
      subtheme: "Modular Buildings Collection",
      year: 2020,
      pieces: 2504,
      minifigs: 5,
      barcodes: [{ type: "ean", value: "5702016667974" }],
      itemNumbers: ["10270"],
      weightGrams: 2946,
    });
    expect(set?.pictureUrl).toMatch(/^https:\/\/images\.brickset\.com\//);
    const known = bricksetCatalogue.find(({ number }) => number === "10270")?.retail;
    const pence = (price: number | undefined) => Math.round((price ?? Number.NaN) * 100);
    expect(set?.retail.slice(0, 2).map(({ country, price }) => [country, price])).toEqual([
      ["US", { minor: pence(known?.US?.retailPrice), currency: "USD" }],
      ["GB", { minor: pence(known?.UK?.retailPrice), currency: "GBP" }],
    ]);
  });

  it("read placeholders as unknown, and answer a shared barcode with the whole series", async () => {
    const { products } = connect();
    const series = await products.findByBarcode("5702014973497");
    expect(series).toHaveLength(19);
    expect(series[0]).toMatchObject({ kind: "random" });
    expect(series.map(({ availability }) => availability)).not.toContain("{Not specified}");
  });

  it("find an American code as scanners write it, and refuse what is no barcode without a call", async () => {
    const { products } = connect();
    const numbers = (await products.findByBarcode("0673419282338")).map(({ number }) => number);
    expect(numbers).toEqual(["75218-1"]);
    const before = callsOf("getSets");
    expect(await refused(products.findByBarcode("5702015869936"))).toMatchObject({ code: "invalid_request" });
    expect(callsOf("getSets")).toBe(before);
  });

  it("ask for fifty numbers at once, and search by theme and year with the total on each page", async () => {
    const { products } = connect();
    const numbers = Array.from({ length: 60 }, (_, index) => `${70_000 + index}-1`);
    expect(await products.findByNumbers([...numbers, "75192-1"])).toHaveLength(1);
    expect(callsOf("getSets")).toBe(2);
    for await (const page of products.search({ theme: "Star Wars", year: 2017 }, null, { pageSize: 1 })) {
      expect(page.total).toBeGreaterThan(0);
      expect(page.items).toMatchObject([{ theme: "Star Wars", year: 2017 }]);
      break;
    }
    const without = products.search({}, null)[Symbol.asyncIterator]();
    expect(await refused(without.next())).toMatchObject({ code: "invalid_request" });
  });
});

describe("the daily limit", () => {
  it("keeps a tenth for people, and counts what other programs have used", async () => {
    standIn.simulator.acts.setUseToday({ apiKey, count: 90 });
    const { products } = connect();
    const background = await refused(products.findByNumber("75192-1", { urgency: "background" }));
    expect(background).toMatchObject({ code: "quota_exhausted", resetAt: Date.parse("2026-11-22T00:00:00Z") });
    expect(background.message).toBe(
      "90 of 100 Brickset look-ups of today are used up until 2026-11-22T00:00:00.000Z. The rest of the day's look-ups is kept for people.",
    );
    expect(await products.findByNumber("75192-1")).toHaveLength(1);
    expect(await products.usage()).toMatchObject({ usedToday: 91, dailyLimit: 100, backgroundLimit: 90 });
  });

  it("holds for look-ups that begin together", async () => {
    standIn.simulator.acts.setUseToday({ apiKey, count: 97 });
    const { products } = connect();
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => products.findByNumber("75192-1")));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect([callsOf("getKeyUsageStats"), callsOf("getSets")]).toEqual([1, 3]);
  });

  it("believes Brickset's refusal for the rest of the day", async () => {
    const { products } = connect({ dailyLimit: "500" });
    standIn.simulator.acts.setUseToday({ apiKey, count: 100 });
    expect(await refused(products.findByNumber("75192-1"))).toMatchObject({ platformCode: "API limit exceeded" });
    const calls = callsOf("getSets");
    await refused(products.findByNumber("75192-1"));
    expect(callsOf("getSets")).toBe(calls);
  });

  it("is not kept for a key without one", async () => {
    standIn.simulator.acts.setKey({ apiKey, dailyLimit: null });
    standIn.simulator.acts.setUseToday({ apiKey, count: 4000 });
    const { products } = connect({ dailyLimit: "unlimited" });
    expect(await products.findByNumber("75192-1")).toHaveLength(1);
    expect(callsOf("getKeyUsageStats")).toBe(0);
    expect(await products.usage()).toMatchObject({ usedToday: 4001, dailyLimit: null });
  });

  it("warns in the test connection when little is left", async () => {
    standIn.simulator.acts.setUseToday({ apiKey, count: 85 });
    expect((await connect().probe()).warnings).toEqual([
      "85 of 100 look-ups of today are used; they start anew at 2026-11-22T00:00:00.000Z.",
    ]);
    expect(callsOf("getSets")).toBe(0);
  });
});

describe("the user's login", () => {
  const { username, password, userHash } = user;

  it("is exchanged for a hash, and the password is not kept", async () => {
    const settings = standIn.timed({ username, password });
    expect(await exchangeKeys(settings)).toEqual({ apiKey, username, userHash });
    expect(await exchangeKeys(standIn.timed())).toEqual({ apiKey });
    expect(await refused(exchangeKeys(standIn.timed({ username, password: "wrong" })))).toMatchObject({
      code: "auth_revoked",
    });
    expect(await refused(exchangeKeys(standIn.timed({ username })))).toMatchObject({ code: "invalid_request" });
  });

  it("opens the user's own lists", async () => {
    const { ownLists } = connect({ username, userHash });
    expect((await ownLists.sets("owned")).map(({ number }) => number)).toEqual(["10270-1"]);
    expect(await ownLists.sets("wanted")).toHaveLength(1);
    expect(await ownLists.notes()).toEqual([{ externalId: "29830", notes: "boxed" }]);
    expect(await ownLists.minifigures("owned")).toEqual([]);
    expect(await refused(connect().ownLists.notes())).toMatchObject({ code: "auth_expired" });
  });

  it("that is over is a warning, and look-ups go on", async () => {
    standIn.simulator.acts.changePassword({ username, password: "new" });
    const connector = connect({ username, userHash });
    const { warnings } = await connector.probe();
    expect(warnings).toHaveLength(1);
    expect(await connector.products.findByNumber("75192-1")).toHaveLength(1);
    expect(await refused(connector.ownLists.sets("owned"))).toMatchObject({ code: "auth_expired" });
  });
});

describe("reference", () => {
  it("tells themes, years, pictures and instructions, none of which counts", async () => {
    const { reference } = connect();
    expect(await reference.themes()).toContainEqual(expect.objectContaining({ theme: "Star Wars" }));
    expect((await reference.subthemes("Star Wars")).length).toBeGreaterThan(0);
    expect((await reference.years(null)).every(({ year }) => year > 1950)).toBe(true);
    expect(Array.isArray(await reference.pictures("29830"))).toBe(true);
    expect(Array.isArray(await reference.instructions("10270-1"))).toBe(true);
    expect(callsOf("getSets")).toBe(0);
  });
});

describe("settings", () => {
  it.each([
    ["no key", {}],
    ["a short key", { apiKey: "short" }],
    ["a limit of nothing", { apiKey, dailyLimit: "0" }],
    ["a region that is none", { apiKey, region: "FR" }],
    ["a field that is none", { apiKey, secret: "x" }],
  ])("refuse %s", (_, credentials) => {
    expect(() => brickset.create({ credentials })).toThrow(ConnectorError);
  });
});
