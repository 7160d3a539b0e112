import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HASH, KEY, type Started, startBrickset } from "./testing/started-brickset.ts";

let brickset: Started;
beforeEach(async () => {
  brickset = await startBrickset();
});
afterEach(() => brickset.stop());

const error = (message: string) => ({ status: "error", message });
const numbersOf = (body: { sets: { number: string; numberVariant: number }[] }) =>
  body.sets.map(({ number, numberVariant }) => `${number}-${numberVariant}`);

describe("the web service", () => {
  it("wants every declared field, empty or not, by GET or by form", async () => {
    const missing = await brickset.call("getSets", { params: '{"year":2020}' });
    expect(missing).toMatchObject({ status: 500, text: "Missing parameter: userHash." });
    expect(missing.headers.get("content-type")).toMatch("text/plain");
    expect((await brickset.callBare("checkKey", {})).text).toBe("Missing parameter: apiKey.");
    expect((await brickset.call("getNothing")).status).toBe(500);
    expect((await brickset.get("checkKey", { APIKEY: KEY })).body).toEqual({ status: "success" });
    const json = await fetch(`${brickset.base}/checkKey`, { method: "POST", body: JSON.stringify({ apiKey: KEY }) });
    expect(json.status).toBe(500);
  });

  it("tells its own errors with status 200", async () => {
    const unknown = await brickset.callBare("checkKey", { apiKey: "3-nope-nope-nope" });
    expect(unknown).toMatchObject({ status: 200, body: error("Invalid API key") });
    const login = { username: "sam", password: "wrong" };
    expect((await brickset.call("login", login)).body).toEqual(error("Invalid username or password"));
    expect((await brickset.call("checkUserHash", { userHash: "x" })).body).toEqual(error("Invalid user hash"));
    expect((await brickset.search("{year")).body).toEqual(error("parameter error"));
    expect((await brickset.search({ pageSize: 20 })).body).toEqual(error("no valid parameters"));
    expect((await brickset.search({ owned: 1 })).body).toEqual(error("Invalid user hash"));
    expect((await brickset.search({ year: 2020 }, { userHash: "x" })).body).toEqual(error("Invalid user hash"));
  });

  it("gives a hash that holds until the password changes", async () => {
    const { body } = await brickset.call("login", { username: "Sam", password: "secret" });
    expect(body).toEqual({ status: "success", hash: HASH });
    expect((await brickset.call("checkUserHash", { userHash: HASH })).body).toEqual({ status: "success" });
    brickset.simulator.acts.changePassword({ username: "sam", password: "new" });
    expect((await brickset.call("checkUserHash", { userHash: HASH })).body).toEqual(error("Invalid user hash"));
  });
});

describe("the daily limit", () => {
  it("counts every getSets with a valid key, and nothing else", async () => {
    await brickset.search({ setNumber: "75192-1" });
    await brickset.search("{broken");
    await brickset.search({ year: 2020 }, { apiKey: "wrong" });
    await brickset.call("getThemes");
    const { body } = await brickset.call("getKeyUsageStats");
    expect(body).toEqual({
      status: "success",
      matches: 1,
      apiKeyUsage: [{ dateStamp: "2026-11-21T00:00:00Z", count: 2 }],
    });
  });

  it("refuses the call beyond it until midnight in Britain, key by key", async () => {
    brickset.simulator.acts.setUseToday({ apiKey: KEY, count: 99 });
    expect((await brickset.search({ setNumber: "75192-1" })).body.matches).toBe(1);
    const refused = await brickset.search({ setNumber: "75192-1" });
    expect(refused).toMatchObject({ status: 200, body: error("API limit exceeded") });
    expect((await brickset.call("checkKey")).body.status).toBe("success");
    const free = await brickset.search({ setNumber: "75192-1" }, { apiKey: "3-free-free-free" });
    expect(free.body.matches).toBe(1);
    brickset.clock.set("2026-11-22T00:00:01.000Z");
    expect((await brickset.search({ setNumber: "75192-1" })).body.matches).toBe(1);
    const { apiKeyUsage } = (await brickset.call("getKeyUsageStats")).body;
    expect(apiKeyUsage.map(({ count }: { count: number }) => count)).toEqual([1, 100]);
  });
});

describe("getSets", () => {
  it("shows a set with what is known of it, and empty objects for the rest", async () => {
    const { body } = await brickset.search({ setNumber: "10270-1" });
    expect(body.sets[0]).toMatchObject({
      setID: 29830,
      number: "10270",
      numberVariant: 1,
      name: "Bookshop",
      year: 2020,
      pieces: 2504,
      image: { imageURL: "https://images.brickset.com/sets/images/10270-1.jpg" },
      barcode: { EAN: "5702016667974" },
      collection: {},
      extendedData: {},
    });
    const [galaxy] = (await brickset.search({ setNumber: "497-1", extendedData: 1 })).body.sets;
    expect(galaxy).toMatchObject({ barcode: {}, dimensions: {}, LEGOCom: { US: {}, UK: {}, CA: {}, DE: {} } });
    expect(galaxy.extendedData).toEqual({ tags: [] });
    const [unnamed] = (await brickset.search({ setNumber: "43236-1" })).body.sets;
    expect(unnamed.name).toBe("{?}");
    const [mug] = (await brickset.search({ setNumber: "853709-1" })).body.sets;
    expect(Object.keys(mug)).not.toContain("minifigs");
  });

  it("finds by number with variant, by words, by barcode, and by lists", async () => {
    expect((await brickset.search({ setNumber: "75192" })).body).toMatchObject({ matches: 0, sets: [] });
    expect(numbersOf((await brickset.search({ query: "75192" })).body)).toEqual(["75192-1"]);
    expect(numbersOf((await brickset.search({ query: "falcon star" })).body)).toContain("75257-1");
    expect((await brickset.search({ setNumber: "75192-1,10276-1" })).body.matches).toBe(2);
    expect(numbersOf((await brickset.search({ query: "5702015869935" })).body)).toEqual(["75192-1"]);
    brickset.simulator.acts.setSettings({ queryFindsBarcodes: false });
    expect((await brickset.search({ query: "5702015869935" })).body.matches).toBe(0);
  });

  it("answers a shared barcode with the whole series", async () => {
    const { body } = await brickset.search({ query: "5702014973497", pageSize: "50" });
    expect(body.matches).toBe(19);
    expect(body.sets[0]).toMatchObject({ numberVariant: 0, category: "Random" });
  });

  it("pages by params alone; matches is the total", async () => {
    const everything = { updatedSince: "2026-11-20" };
    const first = (await brickset.search(everything, { pageSize: "500" })).body;
    expect(first.sets).toHaveLength(20);
    expect(first.matches).toBeGreaterThan(200);
    const second = (await brickset.search({ ...everything, pageNumber: 2 })).body;
    expect(numbersOf(second)).not.toContain(numbersOf(first)[0]);
    const capped = (await brickset.search({ ...everything, pageSize: 2000 })).body;
    expect(capped.sets).toHaveLength(first.matches);
    const beyond = (await brickset.search({ ...everything, pageNumber: 99 })).body;
    expect(beyond.sets).toEqual([]);
  });

  it("reads relaxed JSON, names in any case and numbers as text", async () => {
    const strict = (await brickset.search({ theme: "Ideas", year: "2018", pageSize: 5 })).body;
    const relaxed = (await brickset.search("{Theme:'Ideas', YEAR:2018, pagesize:5,}")).body;
    expect(relaxed).toEqual(strict);
    expect(strict.matches).toBeGreaterThan(0);
  });

  it("sorts as told, in either direction", async () => {
    const pieces = async (orderBy: string) => {
      const { body } = await brickset.search({ theme: "Ideas", orderBy, pageSize: 500 });
      return body.sets.map((set: { pieces: number }) => set.pieces);
    };
    const up = await pieces("pieces");
    expect(up).toEqual([...up].sort((left: number, right: number) => left - right));
    expect(await pieces("PiecesDESC")).toEqual([...up].reverse());
    expect((await brickset.search({ theme: "Ideas", orderBy: "colour" })).body).toEqual(error("parameter error"));
  });

  it("gives what changed since a day", async () => {
    const before = (await brickset.search({ updatedSince: "2026-11-21" })).body.matches;
    brickset.simulator.acts.editSet({ setID: 29_830, change: { pieces: 2505 } });
    const { body } = await brickset.search({ updatedSince: "2026-11-21", pageSize: 500 });
    expect(body.matches).toBe(before + 1);
    expect(body.sets.find((set: { setID: number }) => set.setID === 29_830)).toMatchObject({ pieces: 2505 });
  });
});

describe("the user's own sets", () => {
  it("are shown to the user alone", async () => {
    const own = (await brickset.search({ owned: 1 }, { userHash: HASH })).body;
    expect(own.sets.map((set: { collection: object }) => set.collection)).toEqual([
      { owned: true, wanted: false, qtyOwned: 2, rating: 0, notes: "boxed" },
    ]);
    const [stranger] = (await brickset.search({ setID: 26_725 })).body.sets;
    expect(stranger).toMatchObject({ collection: {}, collections: { ownedBy: 1 } });
  });

  it("change by setCollection: none means not owned, a quantity means owned", async () => {
    const set = (params: object) =>
      brickset.call("setCollection", { userHash: HASH, setID: "26725", params: JSON.stringify(params) });
    const entry = () => brickset.simulator.world.collections.get("sam 26725");
    await set({ own: 0, qtyOwned: 5 });
    expect(entry()).toMatchObject({ owned: false, qtyOwned: 0 });
    await set({ qtyOwned: 3, rating: 4 });
    expect(entry()).toMatchObject({ owned: true, qtyOwned: 3, rating: 4, notes: "boxed" });
    expect((await set({ rating: 6 })).body).toEqual(error("parameter error"));
    expect((await set({ notes: "x".repeat(1001) })).body).toEqual(error("parameter error"));
    expect(brickset.simulator.ledger.count("collection-changed")).toBe(2);
  });

  it("include minifigures and notes", async () => {
    const form = { userHash: HASH, minifigNumber: "sw0547", params: '{"qtyOwned":2,"notes":"cape"}' };
    expect((await brickset.call("setMinifigCollection", form)).body.status).toBe("success");
    const { body } = await brickset.call("getMinifigCollection", { userHash: HASH, params: '{"owned":1}' });
    expect(body.minifigs).toMatchObject([{ minifigNumber: "sw0547", ownedLoose: 2, ownedTotal: 2 }]);
    expect((await brickset.call("getUserMinifigNotes", { userHash: HASH })).body.matches).toBe(1);
    expect((await brickset.call("getUserNotes", { userHash: HASH })).body.userNotes).toEqual([
      { setID: 26_725, notes: "boxed" },
    ]);
  });
});

describe("themes and years", () => {
  it("are counted from the catalogue; years are text", async () => {
    const { themes } = (await brickset.call("getThemes")).body;
    const ideas = themes.find(({ theme }: { theme: string }) => theme === "Ideas");
    expect(ideas).toMatchObject({ theme: "Ideas", yearFrom: 2015 });
    const { body } = await brickset.call("getYears", { Theme: "ideas" });
    expect(body.years[0]).toMatchObject({ theme: "Ideas", year: expect.stringMatching(/^20\d\d$/) });
    const all = (await brickset.call("getYears", { theme: "" })).body.years;
    expect(Object.keys(all[0])).toEqual(["year", "setCount"]);
    const space = (await brickset.call("getSubthemes", { Theme: "Pirates" })).body;
    expect(space.matches).toBe(space.subthemes.length);
  });
});

describe("faults", () => {
  it("are pages of the servers before, or a key that is refused", async () => {
    const { faults } = brickset.simulator;
    faults.add({ kind: "status", status: 503, operation: "getSets" });
    const busy = await brickset.search({ year: 2020 });
    expect(busy).toMatchObject({ status: 503, body: null });
    faults.add({ kind: "token-expired" });
    expect((await brickset.call("checkKey")).body).toEqual(error("Invalid API key"));
    faults.add({ kind: "html-page" });
    expect((await brickset.call("checkKey")).text).toMatch("maintenance");
  });
});
