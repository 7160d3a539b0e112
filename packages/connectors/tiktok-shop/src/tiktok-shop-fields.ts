import type { ManifestField } from "@counterfoil/connector-kit";
import { z } from "zod";

const appKey = z
  .string({ error: "Enter the app key." })
  .trim()
  .min(1, "Enter the app key.")
  .regex(/^[A-Za-z0-9]*$/, "The app key has only letters and digits. Copy it again from Partner Center.")
  .min(6, "The app key is too short. Copy the whole of it.")
  .max(64, "The app key is too long. Copy the app key only.");

const appSecret = z
  .string({ error: "Enter the app secret." })
  .trim()
  .min(1, "Enter the app secret.")
  .regex(/^[!-~]*$/, "The app secret has no spaces and no special letters. Copy it again from Partner Center.")
  .min(16, "The app secret is too short. Copy the whole of it.")
  .max(256, "The app secret is too long. Copy the app secret only.");

const serviceId = z
  .string()
  .trim()
  .regex(/^\d{5,25}$/, "The service ID is a number, about 19 digits long. It is not the app key.")
  .optional();

const shopCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{4,40}$/, "The shop code has only letters and digits, such as GBLCUSB9WJ.")
  .optional();

const warehouseId = z
  .string()
  .trim()
  .regex(/^\d{5,25}$/, "The warehouse ID is a number, about 19 digits long.")
  .optional();

type FieldOptions = Pick<ManifestField, "name" | "label" | "help" | "schema"> & Partial<ManifestField>;

function field(options: FieldOptions): ManifestField {
  return { secret: false, required: false, options: null, placeholder: null, ...options };
}

/** The application's own credentials and the seller's choices: an installation may set the former for all its users. */
export const tiktokShopFields: readonly ManifestField[] = [
  field({
    name: "appKey",
    label: "App key",
    help: "From your app's page in TikTok Shop Partner Center.",
    required: true,
    placeholder: "6a1b2c3d4e5f6",
    schema: appKey,
  }),
  field({
    name: "appSecret",
    label: "App secret",
    help: "Beside the app key. It signs every call, so it is never shown again here.",
    secret: true,
    required: true,
    schema: appSecret,
  }),
  field({
    name: "serviceId",
    label: "Service ID",
    help: "The number in your app's authorization link. Without it, the older sign-in page is used.",
    placeholder: "7000000000000000000",
    schema: serviceId,
  }),
  field({
    name: "regionGroup",
    label: "Where your shop is",
    help: "Shops in the United States have a Partner Center and a sign-in page of their own.",
    options: [
      { value: "ROW", label: "United Kingdom, Europe, Asia, Latin America" },
      { value: "US", label: "United States" },
    ],
    perSeller: true,
    schema: z.enum(["ROW", "US"], { error: "Choose one of the list." }).optional(),
  }),
  field({
    name: "shopCode",
    label: "Shop code",
    help: "Only when your sign-in covers several shops: the code of the one to connect, from Seller Center.",
    placeholder: "GBLCUSB9WJ",
    perSeller: true,
    schema: shopCode,
  }),
  field({
    name: "warehouseId",
    label: "Warehouse ID",
    help: "Only with several warehouses: the one whose stock changes when a quantity is set here.",
    perSeller: true,
    schema: warehouseId,
  }),
];
