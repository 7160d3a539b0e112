import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";
import { tenantLabel } from "./bricqer-tenant.ts";

const usualKey = /^[A-Za-z0-9]{8}\.[A-Za-z0-9]{32,}$/;

const notTenant =
  "Enter the first part of your Bricqer address alone, such as demo for https://demo.bricqer.com. Other addresses are not called.";

const tenant = z
  .string({ error: "Enter your Bricqer address." })
  .trim()
  .min(1, "Enter your Bricqer address.")
  .transform((typed, context) => {
    const label = tenantLabel(typed);
    if (label !== null) return label;
    context.addIssue({ code: "custom", message: notTenant });
    return z.NEVER;
  });

const apiKey = z
  .string({ error: "Enter the API key." })
  .trim()
  .min(1, "Enter the API key.")
  .min(16, "The API key is too short. Copy it again from Bricqer.")
  .max(200, "The API key is too long. Copy it again from Bricqer.")
  .regex(/^[!-~]+$/, "The API key has no spaces and only plain letters and digits. Copy it again from Bricqer.");

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const currency = z
  .string({ error: "Enter the currency of your Bricqer prices, such as GBP." })
  .trim()
  .toUpperCase()
  .refine(
    (code) => currencies.has(code),
    "Enter the currency of your Bricqer prices by its three letters, such as GBP.",
  );

export const importModes = ["shadow", "full", "off"] as const;
export type ImportMode = (typeof importModes)[number];
const importOrders = z.enum([...importModes, ""], { error: "Choose how orders are imported." }).optional();
const writeStock = z.enum(["yes", "no", ""], { error: "Choose yes or no." }).optional();
const ordersSince = z.union([z.iso.date(), z.literal("")], { error: "Enter a date such as 2026-01-31." }).optional();

const plain = { secret: false, required: false, options: null, placeholder: null } as const;

/** Fields of the connection form. */
export const bricqerFields: readonly ManifestField[] = [
  {
    ...plain,
    name: "tenant",
    label: "Bricqer address",
    help: "The first part of the address where you use Bricqer: https://YOURS.bricqer.com.",
    required: true,
    placeholder: "yours",
    schema: tenant,
  },
  {
    ...plain,
    name: "apiKey",
    label: "API key",
    help: "From Settings, API access, in your Bricqer.",
    secret: true,
    required: true,
    schema: apiKey,
  },
  {
    ...plain,
    name: "currency",
    label: "Currency",
    help: "The currency of your prices: Bricqer's answers name none.",
    required: true,
    placeholder: "GBP",
    schema: currency,
  },
  {
    ...plain,
    name: "importOrders",
    label: "Orders",
    help: "Bricqer brings the orders of your BrickLink, Brick Owl and eBay shops. Where these are connected here too, a sale must count once.",
    options: [
      { value: "shadow", label: "As views of the channels' own orders" },
      { value: "full", label: "As orders of their own: the channels are not connected here" },
      { value: "off", label: "Do not import" },
    ],
    schema: importOrders,
  },
  {
    ...plain,
    name: "writeStock",
    label: "Change stock in Bricqer",
    help: "Bricqer passes stock on to its shops by itself. Switch this on only for sales that Bricqer cannot see.",
    options: [
      { value: "no", label: "No, only read it" },
      { value: "yes", label: "Yes" },
    ],
    schema: writeStock,
  },
  {
    ...plain,
    name: "ordersSince",
    label: "Orders since",
    help: "Day of the first orders to import. Each order is a call of its own, so a long history takes its time.",
    placeholder: "2026-01-31",
    schema: ordersSince,
  },
];

/** What looks unusual about a key that was accepted. */
export function keyWarnings(key: string): string[] {
  if (usualKey.test(key)) return [];
  return ["The API key does not look like the usual 8 letters and digits, a dot, and 32 more."];
}
