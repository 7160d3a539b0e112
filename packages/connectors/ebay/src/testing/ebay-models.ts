import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiChecker, type OpenApiChecker } from "@counterfoil/simulators/openapi";

const directory = fileURLToPath(new URL("../../../../../../shared/specs/ebay/", import.meta.url));

const files = [
  "commerce_identity_v1_oas3.json",
  "commerce_notification_v1_oas3.json",
  "developer_analytics_v1_beta_oas3.json",
  "developer_key_management_v1_oas3.json",
  "sell_account_v1_oas3.json",
  "sell_finances_v1_oas3.json",
  "sell_fulfillment_v1_oas3.json",
  "sell_inventory_v1_oas3.json",
];

/** False, with a loud warning, where eBay's API models are not at hand. */
export function haveEbayModels(): boolean {
  if (existsSync(directory)) return true;
  console.warn(`\n!!! eBay's API models are not at ${directory}: requests are NOT checked against them. !!!\n`);
  return false;
}

/** Checks calls below `prefix` against eBay's own models. */
export function ebayModelChecker(prefix: string): OpenApiChecker {
  // eBay sends this field; its document leaves it out.
  const allowedProperties = ["legacyOrderId"];
  return createOpenApiChecker({ files: files.map((file) => `${directory}${file}`), prefix, allowedProperties });
}

/** A JSON Schema as eBay's documents write it. */
export interface ModelSchema {
  type?: string;
  $ref?: string;
  items?: ModelSchema;
  properties?: Record<string, ModelSchema>;
}

/** The named models of one of eBay's documents. */
export function ebayModels(file: string): Record<string, ModelSchema> {
  const document = JSON.parse(readFileSync(`${directory}${file}`, "utf8"));
  return document.components.schemas as Record<string, ModelSchema>;
}
