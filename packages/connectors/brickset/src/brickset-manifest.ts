import type { Manifest } from "@counterfoil/connector-kit";
import { bricksetFields, usualDailyLimit } from "./brickset-fields.ts";

export const bricksetManifest = {
  platform: "brickset",
  name: "Brickset",
  kind: "data",
  description: "Looks up LEGO sets by number, barcode or words: name, theme, year, pieces, picture, barcodes, prices.",
  connectionMethods: [{ kind: "keys", label: "API key", fields: bricksetFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: false,
    listings: false,
    stockRead: false,
    stockWrite: false,
    fulfillment: false,
    webhooks: false,
    products: true,
  },
  limits: [
    { operation: "getSets", requests: usualDailyLimit, windowSeconds: 86_400, window: "day-utc", verified: false },
  ],
  setupSteps: [
    "Open brickset.com/tools/webservices/requestkey and ask for an API key; it is free and comes by mail.",
    "Copy the key into the form here.",
    "Optional: give your Brickset user name and password, so that your lists of owned and wanted sets can be read. The password is used once and not stored.",
    "If Brickset has lifted your key's limit of 100 look-ups a day, enter the new one.",
  ],
  docsUrl: "https://brickset.com/article/52664",
} as const satisfies Manifest;
