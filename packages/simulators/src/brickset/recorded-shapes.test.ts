import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HASH, type Started, startBrickset } from "./testing/started-brickset.ts";

const folder = fileURLToPath(new URL("../../../../../shared/specs/brickset/", import.meta.url));
const isThere = existsSync(folder);
let brickset: Started;
beforeEach(async () => {
  brickset = await startBrickset();
});
afterEach(() => brickset.stop());

type Json = Record<string, unknown>;

// Every member with its kind, "LEGOCom.UK.retailPrice number"; lists speak by all of their entries.
function shapeOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => shapeOf(entry, path));
  if (typeof value !== "object" || value === null) return [`${path} ${typeof value}`];
  return Object.entries(value).flatMap(([name, member]) => shapeOf(member, `${path}.${name}`));
}

const recorded = (name: string): Json => JSON.parse(readFileSync(`${folder}${name}.json`, "utf8"));
const setFiles = ["getSetsSuccessResponse", "getSets-owned-168-sets"];
const all = { updatedSince: "2000-01-01", pageSize: 500 };

describe("answers beside recorded ones", () => {
  if (!isThere) console.warn(`NOT CHECKED: Brickset shapes, because ${folder} is not there`);

  it.skipIf(!isThere).each([
    ["getSets", setFiles, { userHash: HASH, params: JSON.stringify(all) }],
    ["getThemes", ["getThemesSuccessResponse"], {}],
    ["getSubthemes", ["getSubthemesSuccessResponse"], { Theme: "Star Wars" }],
    ["getYears", ["getYearsSuccessResponse"], { Theme: "" }],
    ["login", ["loginSuccessResponse"], { username: "sam", password: "secret" }],
    ["getUserNotes", ["getUserNotesSuccessResponse"], { userHash: HASH }],
  ])("%s has no other members and no other kinds", async (method, names, form: Record<string, string>) => {
    const known = new Set(names.flatMap((name) => shapeOf(recorded(name), "")));
    const answered = new Set(shapeOf((await brickset.call(method, form)).body, ""));
    const beyondRecorded = new Set([".sets.ageRange.max number", ".sets.barcode.UPC string"]);
    expect([...answered].filter((member) => !known.has(member) && !beyondRecorded.has(member))).toEqual([]);
  });

  it.skipIf(!isThere)("a set's members come in the recorded order", async () => {
    const names = (set: unknown) => Object.keys(set as Json).filter((name) => name !== "minifigs");
    const [first] = recorded("getSetsSuccessResponse")["sets"] as Json[];
    const { body } = await brickset.search({ setNumber: "10270-1" });
    expect(names(body.sets[0])).toEqual(names(first));
  });

  it.skipIf(!isThere)("facts of the catalogue agree with recorded ones", async () => {
    const sets = setFiles.flatMap((name) => recorded(name)["sets"] as Json[]);
    const byId = new Map(sets.map((set) => [set["setID"], set]));
    const shared = brickset.simulator.world.sets.all().filter(({ setID }) => byId.has(setID));
    console.info(`Brickset: ${shared.length} sets of the catalogue are among the recorded ones`);
    expect(shared.length).toBeGreaterThan(5);
    for (const set of shared) {
      expect(byId.get(set.setID)).toMatchObject({ number: set.number, numberVariant: set.numberVariant });
      const pieces = byId.get(set.setID)?.["pieces"] ?? null;
      if (pieces !== null) expect([set.number, set.pieces]).toEqual([set.number, pieces]);
    }
  });
});
