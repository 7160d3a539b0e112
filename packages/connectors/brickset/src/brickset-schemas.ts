import { z } from "zod";

// Optional values are left out on the wire; null is taken as well.
const text = z.string().nullish();
const count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

const retailSchema = z.looseObject({
  retailPrice: z.number().nullish(),
  dateFirstAvailable: text,
  dateLastAvailable: text,
});
export type WireRetail = z.infer<typeof retailSchema>;

/** One set of `getSets`; only id and number must be there. */
export const setSchema = z.looseObject({
  setID: z.number().int(),
  number: z.string().min(1),
  numberVariant: z.number().int(),
  name: text,
  year: count.nullish(),
  theme: text,
  themeGroup: text,
  subtheme: text,
  category: text,
  released: z.boolean().nullish(),
  pieces: z.number().nullish(),
  minifigs: z.number().nullish(),
  image: z.looseObject({ thumbnailURL: text, imageURL: text }).nullish(),
  bricksetURL: text,
  LEGOCom: z.record(z.string(), retailSchema).nullish(),
  packagingType: text,
  availability: text,
  ageRange: z.looseObject({ min: z.number().nullish(), max: z.number().nullish() }).nullish(),
  dimensions: z
    .looseObject({
      height: z.number().nullish(),
      width: z.number().nullish(),
      depth: z.number().nullish(),
      weight: z.number().nullish(),
    })
    .nullish(),
  barcode: z.looseObject({ EAN: text, UPC: text }).nullish(),
  lastUpdated: text,
});
export type WireSet = z.infer<typeof setSchema>;

/** `getSets`: records are read one by one, so that a bad one does not hide the others. */
export const setsSchema = z.object({ matches: z.number().int().nullish(), sets: z.array(z.unknown()) });

export const doneSchema = z.object({ status: z.string() });
export const loginSchema = z.object({ hash: z.string().min(1) });
export const usageSchema = z.object({
  apiKeyUsage: z.array(z.object({ dateStamp: z.string(), count: z.number().int() })),
});

export const imagesSchema = z.object({
  additionalImages: z.array(z.object({ thumbnailURL: text, imageURL: z.string() })),
});
export const instructionsSchema = z.object({
  instructions: z.array(z.object({ URL: z.string(), description: text })),
});
const span = { setCount: z.number().int(), yearFrom: count.nullish(), yearTo: count.nullish() };
export const themesSchema = z.object({
  themes: z.array(z.object({ theme: z.string(), subthemeCount: z.number().int().nullish(), ...span })),
});
export const subthemesSchema = z.object({
  subthemes: z.array(z.object({ theme: z.string(), subtheme: z.string(), ...span })),
});
export const yearsSchema = z.object({
  years: z.array(z.object({ theme: text, year: count, setCount: z.number().int() })),
});
export const notesSchema = z.object({ userNotes: z.array(z.object({ setID: z.number().int(), notes: text })) });
export const minifigsSchema = z.object({
  minifigs: z.array(
    z.object({
      minifigNumber: z.string(),
      name: text,
      category: text,
      ownedInSets: z.number().int(),
      ownedLoose: z.number().int(),
      ownedTotal: z.number().int(),
      wanted: z.boolean().nullish(),
    }),
  ),
});
