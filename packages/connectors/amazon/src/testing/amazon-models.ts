import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createOpenApiChecker, type OpenApiChecker } from "@counterfoil/simulators/openapi";

const directory = fileURLToPath(new URL("../../../../../../shared/specs/amazon/", import.meta.url));

const files = [
  "orders_2026-01-01.json",
  "ordersV0.json",
  "listingsItems_2021-08-01.json",
  "fbaInventory.json",
  "feeds_2021-06-30.json",
  "reports_2021-06-30.json",
  "notifications.json",
  "sellers.json",
];

/** False, with a loud warning, where Amazon's API models are not at hand. */
export function haveAmazonModels(): boolean {
  if (existsSync(directory)) return true;
  console.warn(`\n!!! Amazon's API models are not at ${directory}: nothing is checked against them. !!!\n`);
  return false;
}

/** Checks calls below the prefixes, one for each region, against Amazon's own models. */
export function amazonModelChecker(prefix: readonly string[]): OpenApiChecker {
  return createOpenApiChecker({ files: files.map((file) => `${directory}${file}`), prefix });
}

/** The parsed JSON of one of Amazon's files. */
export function amazonFile<Value = unknown>(name: string): Value {
  return JSON.parse(readFileSync(`${directory}${name}`, "utf8")) as Value;
}

/** Names of Amazon's files in a folder. */
export function amazonFiles(folder: string): string[] {
  return readdirSync(`${directory}${folder}`).map((name) => `${folder}/${name}`);
}

/** One of Amazon's own sandbox cases: what is asked and what comes back. */
export interface SandboxCase {
  operation: string;
  status: number;
  parameters: Record<string, unknown>;
  response: unknown;
}

interface Model {
  paths: Record<string, Record<string, ModelOperation>>;
}

interface ModelOperation {
  operationId?: string;
  responses?: Record<string, { "x-amzn-api-sandbox"?: { static?: StaticCase[] } }>;
}

interface StaticCase {
  request: { parameters: Record<string, { value?: unknown }> };
  response?: unknown;
}

/** Every static sandbox case of a model. */
export function sandboxCases(file: string): SandboxCase[] {
  const { paths } = amazonFile<Model>(file);
  return Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, responses }) =>
      Object.entries(responses ?? {}).flatMap(([status, { "x-amzn-api-sandbox": sandbox }]) =>
        (sandbox?.static ?? []).map(({ request, response }) => ({
          operation: operationId ?? "",
          status: Number(status),
          parameters: Object.fromEntries(Object.entries(request.parameters).map(([name, { value }]) => [name, value])),
          response,
        })),
      ),
    ),
  );
}
