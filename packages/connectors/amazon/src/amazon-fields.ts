import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";
import { amazonMarketplaces, amazonRegions, regionNames } from "./amazon-marketplaces.ts";

const printable = /^[!-~]+$/;

/** A required field's check: trimmed, not empty, printable. */
function required(label: string, longest = 2048) {
  return z
    .string({ error: `Enter the ${label}.` })
    .trim()
    .min(1, `Enter the ${label}.`)
    .regex(printable, `The ${label} has no spaces and no special letters. Copy it again from Amazon.`)
    .max(longest, `The ${label} is too long. Copy the ${label} only.`);
}

const refreshToken = required("refresh token").startsWith(
  "Atzr|",
  "A refresh token begins with Atzr|. It is shown once, when you authorise the application.",
);

const applicationId = required("application id", 200).regex(
  /^amzn1\.(sellerapps\.app|sp\.solution)\./,
  "The application id begins with amzn1.sellerapps.app. or amzn1.sp.solution. It is not the client id.",
);

const region = z.enum(amazonRegions, { error: "Choose North America, Europe or Far East." }).optional();
const yesOrNo = z.enum(["yes", "no"], { error: "Choose yes or no." }).optional();

const marketplaceIds = z
  .string()
  .trim()
  .transform((value) => [...new Set(value.split(/[\s,;]+/).filter(Boolean))])
  .refine((ids) => ids.every((id) => amazonMarketplaces.some((marketplace) => marketplace.id === id)), {
    error: "Name marketplaces by Amazon's ids, with commas between them, such as A1F83G8C2ARO7P, A1PA6795UKMFR9.",
  })
  .transform((ids) => ids.join(","))
  .optional();

const secretCreatedAt = z
  .string()
  .trim()
  .pipe(z.iso.date("Enter the day as year-month-day, such as 2026-03-01."))
  .optional();

const headerName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]+$/, "A header name has only letters, digits and hyphens.")
  .max(64, "The header name is too long.")
  .optional();

const forwarderSecret = z
  .string()
  .trim()
  .min(32, "The forwarder's secret needs at least 32 characters.")
  .max(512, "The forwarder's secret is too long.")
  .regex(printable, "The forwarder's secret has no spaces and no special letters.")
  .optional();

const snsTopicArn = z
  .string()
  .trim()
  .regex(
    /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+(\.fifo)?$/,
    "A topic looks like arn:aws:sns:eu-west-1:123456789012:my-topic.",
  )
  .optional();

type FieldOptions = Pick<ManifestField, "name" | "label" | "help" | "schema"> & Partial<ManifestField>;

function field(options: FieldOptions): ManifestField {
  return { secret: false, required: false, options: null, placeholder: null, ...options };
}

const clientFields: readonly ManifestField[] = [
  field({
    name: "clientId",
    label: "LWA client id",
    help: "From Developer Central, under your application's LWA credentials.",
    required: true,
    placeholder: "amzn1.application-oa2-client.…",
    schema: required("LWA client id", 200),
  }),
  field({
    name: "clientSecret",
    label: "LWA client secret",
    help: "Beside the client id. Amazon wants it renewed every 180 days.",
    secret: true,
    required: true,
    placeholder: "amzn1.oa2-cs.v1.…",
    schema: required("LWA client secret", 512),
  }),
];

const accountFields: readonly ManifestField[] = [
  field({
    name: "region",
    label: "Region",
    help: "Follows from the marketplace. Choose it only to have it checked.",
    options: amazonRegions.map((value) => ({ value, label: regionNames[value] })),
    perSeller: true,
    schema: region,
  }),
  field({
    name: "marketplaceIds",
    label: "Marketplaces to read",
    help: "Ids with commas between them, all of one region. Leave it empty for all that you sell in.",
    placeholder: "A1F83G8C2ARO7P, A1PA6795UKMFR9",
    perSeller: true,
    schema: marketplaceIds,
  }),
  field({
    name: "clientSecretCreatedAt",
    label: "Secret created on",
    help: "The day the client secret was made. You are warned before Amazon stops taking it after 180 days.",
    placeholder: "2026-03-01",
    schema: secretCreatedAt,
  }),
  field({
    name: "forwarderSecret",
    label: "Notifications: forwarder's secret",
    help: "Amazon itself never calls an address: it writes to your SQS queue or EventBridge. The secret that your forwarder sends along, 32 characters or more.",
    secret: true,
    perSeller: true,
    schema: forwarderSecret,
  }),
  field({
    name: "forwarderHeader",
    label: "Notifications: header of the secret",
    help: "x-auth-token, unless your forwarder uses another.",
    placeholder: "x-auth-token",
    perSeller: true,
    schema: headerName,
  }),
  field({
    name: "snsTopicArn",
    label: "Notifications: SNS topic",
    help: "When an SNS topic of yours delivers them: its ARN. Every message's signature is checked.",
    placeholder: "arn:aws:sns:eu-west-1:123456789012:my-topic",
    perSeller: true,
    schema: snsTopicArn,
  }),
];

/** Consent on Seller Central. An installation may set the application's own values once for all its users. */
export const consentFields: readonly ManifestField[] = [
  ...clientFields,
  field({
    name: "applicationId",
    label: "Application id",
    help: "Of the application itself, from Developer Central. Not the client id.",
    required: true,
    placeholder: "amzn1.sp.solution.…",
    schema: applicationId,
  }),
  field({
    name: "draft",
    label: "Still a draft?",
    help: "Yes while the application is not published: Amazon then wants its consent page asked for the draft.",
    options: [
      { value: "no", label: "No, it is published" },
      { value: "yes", label: "Yes, it is a draft" },
    ],
    schema: yesOrNo,
  }),
  ...accountFields,
];

/** A refresh token that the seller made: the way of a private application. */
export const manualFields: readonly ManifestField[] = [
  ...clientFields,
  field({
    name: "refreshToken",
    label: "Refresh token",
    help: "In Developer Central, choose Authorise at your private application and copy the token.",
    secret: true,
    required: true,
    placeholder: "Atzr|…",
    schema: refreshToken,
  }),
  field({
    name: "sellerId",
    label: "Seller id (merchant token)",
    help: "In Seller Central, under Account info: Merchant token. Listings are addressed by it.",
    required: true,
    placeholder: "A1B2C3D4E5F6G7",
    schema: required("seller id", 64),
  }),
  ...accountFields,
];

/** What is stored beside the fields after a consent: Amazon names the seller itself. */
export const sellerIdSchema = required("seller id", 64).optional();
