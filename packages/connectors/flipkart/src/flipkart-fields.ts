import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const notTheLogin = "This is not your seller.flipkart.com login. Create it under Manage Profile, Developer Access.";
const noPassword =
  "Your account password is never asked for: Flipkart's API does not take it, and it would open your whole account.";

const applicationId = z
  .string({ error: "Enter the application ID." })
  .trim()
  .min(1, "Enter the application ID.")
  .regex(/^[^@]*$/, `That looks like an e-mail address. ${notTheLogin}`)
  .regex(/^(?!\+?[\d -]{8,16}$)/, `That looks like a telephone number. ${notTheLogin}`)
  .regex(/^[!-9;-~]*$/, "The application ID has no spaces and no colon. Copy it again from Developer Access.")
  .min(8, "The application ID is too short. Copy the whole of it.")
  .max(128, "The application ID is too long. Copy the application ID only.");

const applicationSecret = z
  .string({ error: "Enter the application secret." })
  .trim()
  .min(1, "Enter the application secret.")
  .regex(
    /^[!-~]*$/,
    "The application secret has no spaces and no special letters. Copy it again from Developer Access.",
  )
  .min(8, "The application secret is too short. Copy the whole of it.")
  .max(256, "The application secret is too long. Copy the application secret only.");

const locationId = z
  .string()
  .trim()
  .regex(/^[!-~]{3,64}$/, "The location ID has no spaces, such as LOC0118f32db684bde9.")
  .optional();

const webhookUrl = z
  .url("Enter the whole address, beginning with https.")
  .startsWith("https://", "Flipkart sends notifications to https addresses only.")
  .optional();

const wholeNumber = (from: number, to: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, message)
    .refine((text) => Number(text) >= from && Number(text) <= to, message)
    .optional();

/** `30x20x10, 0.5`: centimetres and kilograms. */
const parcel = z
  .string()
  .trim()
  .regex(
    /^\d+(\.\d+)?\s*x\s*\d+(\.\d+)?\s*x\s*\d+(\.\d+)?\s*[,;]\s*\d+(\.\d+)?$/i,
    "Enter length x breadth x height in centimetres, a comma, and the weight in kilograms, such as 30x20x10, 0.5.",
  )
  .optional();

type FieldOptions = Pick<ManifestField, "name" | "label" | "help" | "schema"> & Partial<ManifestField>;

function field(options: FieldOptions): ManifestField {
  return { secret: false, required: false, options: null, placeholder: null, ...options };
}

function sellerField(options: FieldOptions): ManifestField {
  return field({ perSeller: true, ...options });
}

const credentialFields: readonly ManifestField[] = [
  field({
    name: "applicationId",
    label: "Application ID",
    help: `${notTheLogin} ${noPassword}`,
    required: true,
    placeholder: "6113ca4afe0511e4a3221697f925ec7b",
    schema: applicationId,
  }),
  field({
    name: "applicationSecret",
    label: "Application secret",
    help: "Shown beside the application ID. A token made with it works for two months, so treat it like a password.",
    secret: true,
    required: true,
    schema: applicationSecret,
  }),
];

const shopFields: readonly ManifestField[] = [
  sellerField({
    name: "locationId",
    label: "Location ID",
    help: "The pick-up location whose stock is set here. Needed when your listings stand at several locations.",
    placeholder: "LOC0118f32db684bde9",
    schema: locationId,
  }),
  sellerField({
    name: "deliveryDays",
    label: "Days until delivery",
    help: "For parcels you send yourself, Flipkart wants a date of delivery. Default 5 days after dispatch.",
    placeholder: "5",
    schema: wholeNumber(0, 60, "Enter a number of days from 0 to 60."),
  }),
  sellerField({
    name: "defaultParcel",
    label: "Usual parcel",
    help: "Length x breadth x height in centimetres and weight in kilograms, told to Flipkart when a parcel is packed.",
    placeholder: "30x20x10, 0.5",
    schema: parcel,
  }),
  sellerField({
    name: "webhookUrl",
    label: "Notification address",
    help: "The exact address you gave Flipkart for notifications. Their signature is made with it.",
    placeholder: "https://desk.example.com/webhook/flipkart",
    schema: webhookUrl,
  }),
  sellerField({
    name: "webhookFreshnessMinutes",
    label: "Age of notifications",
    help: "How many minutes old a notification may be, from 1 to 1440. Default 15.",
    placeholder: "15",
    schema: wholeNumber(1, 1440, "Enter a number of minutes from 1 to 1440."),
  }),
];

/** Of a self-access application, and of a third-party application to which sellers consent. */
export const flipkartFields: readonly ManifestField[] = [...credentialFields, ...shopFields];
