import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";
import { readPrivateKey } from "./signatures/digital-signature.ts";

const printable = /^[!-~]+$/;

const clientId = z
  .string({ error: "Enter the App ID (Client ID)." })
  .trim()
  .regex(printable, "The App ID has no spaces and no special letters. Copy it again from eBay.")
  .min(10, "The App ID is too short. Copy the whole of it from eBay.")
  .max(128, "The App ID is too long. Copy the App ID only.");

const clientSecret = z
  .string({ error: "Enter the Cert ID (Client Secret)." })
  .trim()
  .min(1, "Enter the Cert ID (Client Secret).")
  .max(200, "The Cert ID is too long. Copy the Cert ID only.")
  .regex(printable, "The Cert ID has no spaces and no special letters. Copy it again from eBay.");

const ruName = z
  .string()
  .trim()
  .refine((text) => !text.includes("://"), {
    error:
      "The RuName is a name, not a web address. eBay shows it beside the address, such as Jane_Doe-JaneDoe-Counte-abcd.",
    abort: true,
  })
  .refine((text) => !/[\s/]/.test(text), "The RuName has no spaces and no slashes. Copy it again from eBay.")
  .optional();

const devId = z.string().trim().pipe(z.guid("The Dev ID looks like 1a2b3c4d-1234-1234-1234-1a2b3c4d5e6f.")).optional();

const verificationToken = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]*$/, "The verification token has only letters, digits, _ and -.")
  .min(32, "The verification token has 32 to 80 characters.")
  .max(80, "The verification token has 32 to 80 characters.")
  .optional();

const signingKeyJwe = z
  .string()
  .trim()
  .min(1, "Enter the public key (JWE) that eBay gave with the signing key.")
  .optional();

const signingKeyPrivate = z
  .string()
  .trim()
  .refine(
    isPrivateKey,
    "This is not a private key. Copy the whole privateKey text that eBay gave, once, with the signing key.",
  )
  .optional();

function isPrivateKey(text: string): boolean {
  try {
    readPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}

type FieldOptions = Pick<ManifestField, "name" | "label" | "help" | "schema"> & Partial<ManifestField>;

function field(options: FieldOptions): ManifestField {
  return { secret: false, required: false, options: null, placeholder: null, ...options };
}

/** The application's own credentials: an installation may set them once for all its users. */
export const ebayFields: readonly ManifestField[] = [
  field({
    name: "clientId",
    label: "App ID (Client ID)",
    help: "From your application's keys page on developer.ebay.com. Use the key set of the chosen environment.",
    required: true,
    placeholder: "JaneDoe-Counterf-PRD-…",
    schema: clientId,
  }),
  field({
    name: "clientSecret",
    label: "Cert ID (Client Secret)",
    help: "Beside the App ID on the keys page.",
    secret: true,
    required: true,
    placeholder: "PRD-…",
    schema: clientSecret,
  }),
  field({
    name: "ruName",
    label: "RuName",
    help: "The name eBay gives to your sign-in return address, under User Tokens. Not the address itself.",
    placeholder: "Jane_Doe-JaneDoe-Counte-abcdefgh",
    schema: ruName,
  }),
  field({
    name: "devId",
    label: "Dev ID",
    help: "Only needed for eBay's older notifications.",
    schema: devId,
  }),
  field({
    name: "verificationToken",
    label: "Notification verification token",
    help: "The token you give eBay with your notification address: 32 to 80 letters, digits, _ or -.",
    secret: true,
    schema: verificationToken,
  }),
  field({
    name: "signingKeyJwe",
    label: "Signing key (JWE)",
    help: "Only for sellers in the EU or the UK, for refunds and payouts: the public part of your eBay signing key.",
    schema: signingKeyJwe,
  }),
  field({
    name: "signingKeyPrivate",
    label: "Signing key (private key)",
    help: "The private part, which eBay shows once when the signing key is made.",
    secret: true,
    schema: signingKeyPrivate,
  }),
];

/** What looks wrong about accepted credentials: eBay's keys tell their environment in their spelling. */
export function credentialWarnings(
  credentials: { clientId: string; clientSecret: string },
  environment: string,
): string[] {
  const [mark, name] = environment === "sandbox" ? ["SBX", "sandbox"] : ["PRD", "production"];
  const warnings: string[] = [];
  if (!credentials.clientId.includes(`-${mark}-`)) {
    warnings.push(`The App ID does not look like a ${name} key: those contain -${mark}-.`);
  }
  if (!credentials.clientSecret.startsWith(`${mark}-`)) {
    warnings.push(`The Cert ID does not look like a ${name} key: those begin with ${mark}-.`);
  }
  return warnings;
}
