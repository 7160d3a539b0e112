import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const usualKey = /^[0-9A-F]{32}$/;

/** One of the four keys: text without spaces. The usual 32 hexadecimal digits are put in upper case. */
function keySchema(label: string) {
  return z
    .string({ error: `Enter the ${label}.` })
    .trim()
    .min(1, `Enter the ${label}.`)
    .regex(/^\S+$/, `The ${label} has no spaces inside. Copy it again from BrickLink.`)
    .min(16, `The ${label} is too short. Copy the whole of it from BrickLink.`)
    .max(
      64,
      `The ${label} is too long. If it is a BrickStore access token: that one does not work here. Make API keys on BrickLink's consumer registration page.`,
    )
    .regex(/^[!-~]+$/, `The ${label} has only plain letters and digits. Copy it again from BrickLink.`)
    .transform((text) => (usualKey.test(text.toUpperCase()) ? text.toUpperCase() : text));
}

const dailyCalls = z
  .string()
  .trim()
  .regex(/^\d*$/, "The daily call share is a whole number, such as 4000.")
  .refine((text) => text === "" || (Number(text) >= 100 && Number(text) <= 5000), {
    error: "The daily call share is between 100 and 5000: BrickLink gives 5000 calls a day to all your tools together.",
  })
  .optional();

const includeArchived = z
  .enum(["yes", "no", ""], { error: "Choose whether archived orders are read: yes or no." })
  .optional();

type FieldOptions = Pick<ManifestField, "name" | "label" | "help" | "schema"> & Partial<ManifestField>;

function field(options: FieldOptions): ManifestField {
  return { secret: false, required: false, options: null, placeholder: null, ...options };
}

/** The four keys that belong together; no two of them are ever equal. */
export const keyNames = ["consumerKey", "consumerSecret", "tokenValue", "tokenSecret"] as const;

/** Fields of the connection form. Nothing here is public: keys are drawn as secrets even where BrickLink shows them. */
export const bricklinkFields: readonly ManifestField[] = [
  field({
    name: "consumerKey",
    label: "Consumer key",
    help: "ConsumerKey on BrickLink's consumer registration page.",
    secret: true,
    required: true,
    placeholder: "32 letters and digits",
    schema: keySchema("consumer key"),
  }),
  field({
    name: "consumerSecret",
    label: "Consumer secret",
    help: "ConsumerSecret, beside the consumer key.",
    secret: true,
    required: true,
    schema: keySchema("consumer secret"),
  }),
  field({
    name: "tokenValue",
    label: "Token value",
    help: "TokenValue of the access token. The token works only from the IPv4 address registered with it: give the address of the machine that runs Counterfoil, or 0.0.0.0 with mask 0.0.0.0 if that address changes.",
    secret: true,
    required: true,
    schema: keySchema("token value"),
  }),
  field({
    name: "tokenSecret",
    label: "Token secret",
    help: "TokenSecret of the same access token.",
    secret: true,
    required: true,
    schema: keySchema("token secret"),
  }),
  field({
    name: "dailyCalls",
    label: "Daily call share",
    help: "How many of the account's 5000 calls a day Counterfoil may use. Other tools on the same account share them.",
    placeholder: "4000",
    schema: dailyCalls,
  }),
  field({
    name: "includeArchived",
    label: "Read archived orders",
    help: "Orders that you file on BrickLink leave the usual list. Read them too, once an hour.",
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
    schema: includeArchived,
  }),
];

/** What looks unusual about keys that were accepted. */
export function keyWarnings(keys: Readonly<Record<(typeof keyNames)[number], string>>): string[] {
  return keyNames
    .filter((name) => !usualKey.test(keys[name]))
    .map((name) => {
      const label = bricklinkFields.find((each) => each.name === name)?.label ?? name;
      return `The ${label.toLowerCase()} does not look like BrickLink's usual 32 hexadecimal digits.`;
    });
}
