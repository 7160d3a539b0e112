import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const usualKey = /^[0-9]-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4,5}$/;

/** Regions whose retail prices Brickset tells. */
export const regions = ["UK", "US", "CA", "DE"] as const;
export type Region = (typeof regions)[number];

/** Look-ups a day that a new key has; common knowledge among key holders, not documented. */
export const usualDailyLimit = 100;

const apiKey = z
  .string({ error: "Enter the API key." })
  .trim()
  .min(1, "Enter the API key.")
  .min(10, "The API key is too short. Copy it whole from Brickset's mail.")
  .max(200, "The API key is too long. Copy it again from Brickset's mail.")
  .regex(/^[!-~]+$/, "The API key has no spaces. Copy it again from Brickset's mail.");
const username = z.string().trim().max(100, "The user name has at most 100 characters.").optional();
const password = z.string().max(200, "The password has at most 200 characters.").optional();
const dailyLimit = z
  .string()
  .trim()
  .regex(/^([1-9]\d{0,4}|100000|unlimited)?$/i, "Enter a whole number from 1 to 100000, or the word unlimited.")
  .optional();
const region = z.enum([...regions, ""], { error: "Choose UK, US, CA or DE." }).optional();

const plain = { secret: false, required: false, options: null, placeholder: null } as const;

/** Fields of the connection form. */
export const bricksetFields: readonly ManifestField[] = [
  {
    ...plain,
    name: "apiKey",
    label: "API key",
    help: "Free, by mail, from the page brickset.com/tools/webservices/requestkey.",
    secret: true,
    required: true,
    placeholder: "3-Abcd-1234-Efgh5",
    schema: apiKey,
  },
  {
    ...plain,
    name: "username",
    label: "Brickset user name",
    help: "Only if you want your own lists of owned and wanted sets to be read.",
    schema: username,
  },
  {
    ...plain,
    name: "password",
    label: "Brickset password",
    help: "Used once, to log in, and not stored.",
    secret: true,
    schema: password,
  },
  {
    ...plain,
    name: "dailyLimit",
    label: "Look-ups a day",
    help: "A new key has 100. Enter what Brickset has granted you, or unlimited.",
    placeholder: "100",
    schema: dailyLimit,
  },
  {
    ...plain,
    name: "region",
    label: "Region for retail prices",
    help: "Its price comes first. Default: UK.",
    options: [
      { value: "UK", label: "United Kingdom" },
      { value: "US", label: "United States" },
      { value: "CA", label: "Canada" },
      { value: "DE", label: "Germany" },
    ],
    schema: region,
  },
];

/** What the password was exchanged for; stored instead of it. */
export const userHashSchema = z.string().trim().max(500).optional();

/** What looks unusual about a key that was accepted. */
export function keyWarnings(key: string): string[] {
  if (usualKey.test(key)) return [];
  return ["The API key does not look like the usual 3-Abcd-1234-Efgh5. Keys of the older interface do not work."];
}
