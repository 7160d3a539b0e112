import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { SimulatorApp } from "../kit/index.ts";
import type { ApiContext } from "./operation.ts";

type Parameters = Readonly<Record<string, { value?: unknown }>>;
interface StaticCase {
  request?: { parameters: Parameters };
  response: unknown;
}
interface Operation {
  responses: Record<string, { "x-amzn-api-sandbox"?: { static?: StaticCase[] } }>;
}
interface Model {
  paths: Record<string, Record<string, Operation>>;
}

/** One answer of Amazon's static sandbox, with what a request must look like to get it. */
interface Case {
  method: string;
  pattern: RegExp;
  pathNames: readonly string[];
  parameters: Parameters;
  status: number;
  response: unknown;
}

const METHODS = ["get", "put", "post", "delete", "patch"];

/**
 * Amazon's static sandbox on the hosts `sandbox-na|eu|fe`: the cases written in its published models, answered word for
 * word. `directory` holds the models, one JSON file each.
 */
export function addStaticSandbox(app: SimulatorApp, directory: string) {
  const cases = readdirSync(directory)
    .filter((file) => file.endsWith(".json"))
    // Files are Amazon's models by the caller's promise.
    .flatMap((file) => casesOf(JSON.parse(readFileSync(join(directory, file), "utf8")) as Model));
  // The case that says most about the request wins over one that fits anything.
  cases.sort((a, b) => weight(b.parameters) - weight(a.parameters));
  app.all("/:host{sandbox-na|sandbox-eu|sandbox-fe}/*", async (c) => {
    const body = await readBody(c);
    const found = cases.find((entry) => fits(entry, c, body));
    if (found === undefined) {
      return c.json({ errors: [{ code: "InvalidInput", message: "Could not match input arguments" }] }, 400);
    }
    const isEmpty = found.response === undefined || found.status === 204;
    return isEmpty ? c.body(null, found.status as 204) : c.json(found.response as object, found.status as 200);
  });
}

function casesOf({ paths }: Model): Case[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) =>
      Object.entries(item[method]?.responses ?? {}).flatMap(([status, answer]) =>
        (answer["x-amzn-api-sandbox"]?.static ?? []).map(({ request, response }) => ({
          method: method.toUpperCase(),
          pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, "([^/]+)")}$`),
          pathNames: [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
          parameters: request?.parameters ?? {},
          status: Number(status),
          response,
        })),
      ),
    ),
  );
}

function weight(parameters: Parameters): number {
  return Object.values(parameters).filter(({ value }) => value !== undefined).length;
}

function fits(entry: Case, c: ApiContext, body: unknown): boolean {
  const path = c.req.path.replace(/^.*?\/sandbox-(na|eu|fe)/, "");
  const match = entry.pattern.exec(path);
  if (match === null || entry.method !== c.req.method) return false;
  return Object.entries(entry.parameters).every(([name, { value }]) => {
    if (value === undefined) return true;
    const at = entry.pathNames.indexOf(name);
    if (at >= 0) return decodeURIComponent(match[at + 1] ?? "") === value;
    if (name === "body") return isDeepStrictEqual(body, value);
    const given = (c.req.queries(name) ?? []).flatMap((text) => text.split(","));
    return isDeepStrictEqual(given, [value].flat().map(String));
  });
}

async function readBody(c: ApiContext): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    return undefined;
  }
}
