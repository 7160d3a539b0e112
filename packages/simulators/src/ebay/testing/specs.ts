import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiChecker, type OpenApiChecker } from "../../openapi/index.ts";

const FILES = [
  "commerce_identity_v1_oas3.json",
  "commerce_notification_v1_oas3.json",
  "developer_analytics_v1_beta_oas3.json",
  "developer_key_management_v1_oas3.json",
  "sell_account_v1_oas3.json",
  "sell_feed_v1_oas3.json",
  "sell_finances_v1_oas3.json",
  "sell_fulfillment_v1_oas3.json",
  "sell_inventory_v1_oas3.json",
];

// eBay sends it, but its document leaves it out.
const UNDOCUMENTED = ["legacyOrderId"];

let made: { prefix: string; checker: OpenApiChecker | null } | undefined;

/** A checker over eBay's own documents; null, with a loud warning, where they are not at hand. */
export function ebayChecker(prefix: string): OpenApiChecker | null {
  if (made?.prefix !== prefix) made = { prefix, checker: makeChecker(prefix) };
  made.checker?.clear();
  return made.checker;
}

function makeChecker(prefix: string): OpenApiChecker | null {
  const directory = fileURLToPath(new URL("../../../../../../shared/specs/ebay/", import.meta.url));
  if (!existsSync(directory)) {
    console.warn(`\n!!! eBay's API models are not at ${directory}: answers are NOT checked against them. !!!\n`);
    return null;
  }
  const files = FILES.map((file) => `${directory}${file}`);
  return createOpenApiChecker({ files, prefix, allowedProperties: UNDOCUMENTED });
}
