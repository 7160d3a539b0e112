import { describe, expect, test } from "vitest";
import { readTitleFacts } from "../text/title-facts.ts";
import { compareCodes } from "./code-evidence.ts";
import { compareNumbers } from "./number-evidence.ts";
import { twinConflict } from "./twin-words.ts";
import { compareColors, editionConflict } from "./word-conflicts.ts";
import { wordSimilarity } from "./word-similarity.ts";

const facts = readTitleFacts;
const numbers = (a: string, b: string) => compareNumbers(facts(a).measures, facts(b).measures);

describe("what contradicts between two titles of one brand", () => {
  test("model numbers: the same, a suffix more, siblings, another model", () => {
    const codes = (a: string, b: string) => compareCodes(facts(a), facts(b));
    expect(codes("Sony PSLX350H", "Sony PS-LX350H").agreement).toBe(1);
    expect(codes("LG WM2233W", "LG WM2233").agreement).toBeGreaterThan(0.5);
    expect(codes("Bosch SHE58C05UC", "Bosch SHE58C06UC").conflict).toBeGreaterThan(0.5);
    expect(codes("Garmin HF100 case", "Garmin HF10 case").agreement).toBeLessThan(1);
    expect(codes("Panasonic NNH965BF", "Panasonic NNH965BK").variant).toBe(1);
  });

  test("sizes with units: 1 TB is not 1.5 TB, 4.0 is 4", () => {
    expect(numbers("Drive 1 TB", "Drive 1.5 TB").unitConflict).toBe(1);
    expect(numbers("Washer 4.0 lb", "Washer 4 lb").unitConflict).toBe(0);
    expect(numbers("Cable 3ft", "Cable 25 ft").unitConflict).toBe(1);
  });

  test("versions and years", () => {
    expect(numbers("Elements 7", "Elements v8").versionConflict).toBeGreaterThan(0.5);
    expect(numbers("Office 2003", "Office 2007").versionConflict).toBe(1);
    expect(numbers("Elements 7", "Elements 7.0").versionConflict).toBe(0);
  });

  test("colours and editions", () => {
    expect(compareColors(facts("Case black"), facts("Case white"))).toBe("different");
    expect(compareColors(facts("Case grey"), facts("Case gray"))).toBe("same");
    expect(compareColors(facts("Case"), facts("Case gray"))).toBe("unknown");
    expect(editionConflict(facts("Suite for Mac"), facts("Suite Windows"))).toBe(1);
  });

  test("one word in place of another, a sibling's word, words that exclude each other", () => {
    const twins = (a: string, b: string) => twinConflict(facts(a), facts(b), false);
    expect(twins("Darth Vader 6 inch", "Darth Maul 6 inch")).toBe(0.75);
    expect(twins("Galaxy S21 Ultra 128GB", "Galaxy S21 128 GB")).toBe(1);
    expect(twins("Golf glove left", "Golf glove right")).toBe(1);
    expect(twins("Castle knights", "Castle knihgts")).toBe(0);
    expect(twins("Drill cordless blue", "Drill cordless red")).toBe(0);
    expect(twinConflict(facts("Sony NWZ544 player"), facts("Sony NWZ544 walkman"), true)).toBe(0);
  });

  test("two neighbours that changed places are one error", () => {
    expect(wordSimilarity("macaw", "wacam")).toBe(0);
    expect(wordSimilarity("macaw", "mcaaw")).toBe(0.8);
    expect(wordSimilarity("castle", "cast")).toBe(0.8);
  });
});
