import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { z } from "zod";
import {
  doneSchema,
  imagesSchema,
  instructionsSchema,
  loginSchema,
  minifigsSchema,
  notesSchema,
  setSchema,
  setsSchema,
  subthemesSchema,
  themesSchema,
  usageSchema,
  yearsSchema,
} from "./brickset-schemas.ts";
import { mapSet } from "./products/map-set.ts";

const folder = fileURLToPath(new URL("../../../../../shared/specs/brickset/", import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.warn(`\n!!! NOT CHECKED: Brickset's recorded answers, because ${folder} is not there !!!\n`);

const read = (file: string) => JSON.parse(readFileSync(`${folder}${file}`, "utf8"));

const schemas: Record<string, z.ZodType> = {
  getAdditionalImagesSuccessResponse: imagesSchema,
  getInstructionsSuccessResponse: instructionsSchema,
  getMinifigsCollectionSuccessResponse: minifigsSchema,
  "getSets-owned-168-sets": setsSchema,
  getSetsSuccessResponse: setsSchema,
  getSubthemesSuccessResponse: subthemesSchema,
  getThemesSuccessResponse: themesSchema,
  getUserNotesSuccessResponse: notesSchema,
  getYearsSuccessResponse: yearsSchema,
  keyUsageStatsResponse: usageSchema,
  loginSuccessResponse: loginSchema,
  setCollectionSuccessResponse: doneSchema,
  setMinifigsCollectionSuccessResponse: doneSchema,
};
// Its author made this answer up; the service never sends it.
const madeUp = "loginFailedResponse";

test.skipIf(!isThere)("every recorded answer has a schema and parses", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  const names = files.map((file) => file.replace(/\.json$/, "")).filter((name) => name !== madeUp);
  expect(names.sort()).toEqual(Object.keys(schemas).sort());
  for (const name of names)
    expect(schemas[name]?.safeParse(read(`${name}.json`)).error?.issues ?? [], name).toEqual([]);
  console.info(`Brickset: ${names.length} recorded answers parse`);
});

test.skipIf(!isThere)("every recorded set maps without loss", () => {
  const records: Record<string, unknown>[] = ["getSetsSuccessResponse", "getSets-owned-168-sets"].flatMap(
    (name) => read(`${name}.json`).sets,
  );
  for (const record of records) expectNoLoss(record);
  console.info(`Brickset: ${records.length} recorded sets map without loss`);
});

// biome-ignore lint/suspicious/noExplicitAny: recorded answers are looked into field by field
function expectNoLoss(record: any) {
  const set = setSchema.parse(record);
  const product = mapSet(set, record, "UK");
  const told = (text: string | undefined) => (text === undefined || /^\{.*\}$/.test(text) ? null : text.trim());
  expect(product).toMatchObject({
    externalId: String(record.setID),
    number: `${record.number}-${record.numberVariant}`,
    name: told(record.name),
    theme: told(record.theme),
    themeGroup: told(record.themeGroup),
    subtheme: told(record.subtheme),
    year: record.year,
    pieces: record.pieces ?? null,
    minifigs: record.minifigs ?? null,
    pictureUrl: record.image.imageURL ?? null,
    thumbnailUrl: record.image.thumbnailURL ?? null,
    pageUrl: record.bricksetURL,
    packaging: told(record.packagingType),
    availability: told(record.availability),
    isReleased: record.released,
    age: { min: record.ageRange.min ?? null, max: record.ageRange.max ?? null },
    updatedAt: new Date(record.lastUpdated).toISOString(),
    raw: record,
  });
  expect(product.kind, record.category).not.toBeNull();
  expect(product.barcodes).toHaveLength(Object.keys(record.barcode).length);
  const { weight, height } = record.dimensions;
  expect(product.weightGrams).toBe(weight === undefined ? null : Math.round(weight * 1000));
  expect(product.dimensionsMm.height).toBe(height === undefined ? null : Math.round(height * 10));
  const priced = Object.values<{ retailPrice?: number }>(record.LEGOCom).flatMap(
    ({ retailPrice }) => retailPrice ?? [],
  );
  expect(product.retail.flatMap(({ price }) => (price ? [price.minor / 100] : [])).sort()).toEqual(priced.sort());
}
