import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiChecker, type OpenApiChecker } from "../../openapi/index.ts";

const FILES = [
  "application_2023-11-30.json",
  "fbaInventory.json",
  "feeds_2021-06-30.json",
  "listingsItems_2021-08-01.json",
  "merchantFulfillmentV0.json",
  "notifications.json",
  "ordersV0.json",
  "orders_2026-01-01.json",
  "reports_2021-06-30.json",
  "sellers.json",
  "tokens_2021-03-01.json",
];

let warned = false;

/** Folder of Amazon's own models; null, with a loud warning, where they are not at hand. */
export function amazonModels(): string | null {
  const directory = fileURLToPath(new URL("../../../../../../shared/specs/amazon/", import.meta.url));
  if (existsSync(directory)) return directory;
  if (!warned)
    console.warn(`\n!!! Amazon's models are not at ${directory}: answers are NOT checked against them. !!!\n`);
  warned = true;
  return null;
}

let made: { prefix: string; checker: OpenApiChecker | null } | undefined;

/** A checker over Amazon's own models on all three regional hosts. */
export function amazonChecker(prefix: string): OpenApiChecker | null {
  if (made?.prefix !== prefix) made = { prefix, checker: makeChecker(prefix) };
  made.checker?.clear();
  return made.checker;
}

function makeChecker(prefix: string): OpenApiChecker | null {
  const directory = amazonModels();
  if (directory === null) return null;
  const hosts = ["na", "eu", "fe"].map((region) => `${prefix}/api-${region}`);
  return createOpenApiChecker({ files: FILES.map((file) => `${directory}${file}`), prefix: hosts });
}
