import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const usualKey = /^[0-9A-Za-z_-]{20,128}$/;

const apiKey = z
  .string({ error: "Enter the API key." })
  .trim()
  .min(1, "Enter the API key.")
  .max(512, "The API key is too long. Copy it again from Brick Owl.")
  .regex(/^[!-~]+$/, "The API key has no spaces and only plain letters and digits. Copy it again from Brick Owl.");

/** Codes that Brick Owl has for used goods without a grade of their own. */
export const usedGrades = ["usedn", "usedg", "useda"] as const;
export type UsedGrade = (typeof usedGrades)[number];

const usedGrade = z.enum([...usedGrades, ""], { error: "Choose like new, good or acceptable." }).optional();
const externalId = z.enum(["sku", "bricklink_lot", ""], { error: "Choose what your external ids are." }).optional();

const plain = { secret: false, required: false, options: null, placeholder: null } as const;

/** Fields of the connection form. */
export const brickowlFields: readonly ManifestField[] = [
  {
    ...plain,
    name: "apiKey",
    label: "API key",
    help: "From the tab API Keys of your Brick Owl profile, with rights for orders and inventory.",
    secret: true,
    required: true,
    schema: apiKey,
  },
  {
    ...plain,
    name: "usedGrade",
    label: "Grade of used goods",
    help: "Brick Owl wants a grade for used goods. This one is used where no other is known.",
    options: [
      { value: "usedn", label: "Like new" },
      { value: "usedg", label: "Good" },
      { value: "useda", label: "Acceptable" },
    ],
    schema: usedGrade,
  },
  {
    ...plain,
    name: "externalId",
    label: "External ids of lots",
    help: "What stands in the external id of your lots: your own SKU, or the lot's id on BrickLink, as sync tools write it.",
    options: [
      { value: "sku", label: "My SKU" },
      { value: "bricklink_lot", label: "BrickLink lot id" },
    ],
    schema: externalId,
  },
];

/** What looks unusual about a key that was accepted. */
export function keyWarnings(key: string): string[] {
  if (usualKey.test(key)) return [];
  return ["The API key does not look like the usual 20 to 128 letters, digits, - and _."];
}
