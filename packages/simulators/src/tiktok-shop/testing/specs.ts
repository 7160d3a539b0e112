import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface DocumentedOperation {
  operation: string;
  method: string;
  path: string;
  query: string[];
  response: unknown;
}

/** Compares answers with the field trees of TikTok Shop's own SDK. */
export interface FieldChecker {
  check(method: string, path: string, body: unknown): void;
  violations(): readonly string[];
  /** Operations compared so far. */
  compared(): ReadonlySet<string>;
}

// Documented by the platform's pages, but missing in the SDK of that age.
const UNDOCUMENTED = new Set(["response.data.tracking_number"]);

/** A checker over `operations.json`; null, with a loud warning, where it is not at hand. */
export function fieldChecker(): FieldChecker | null {
  const file = fileURLToPath(new URL("../../../../../../shared/specs/tiktok-shop/operations.json", import.meta.url));
  if (!existsSync(file)) {
    console.warn(`\n!!! TikTok Shop's field trees are not at ${file}: answers are NOT checked against them. !!!\n`);
    return null;
  }
  const { operations } = JSON.parse(readFileSync(file, "utf8")) as { operations: DocumentedOperation[] };
  const complaints: string[] = [];
  const compared = new Set<string>();
  return {
    check(method, path, body) {
      const documented = operations.find((row) => row.method === method && patternOf(row.path).test(path));
      if (documented === undefined) {
        complaints.push(`${method} ${path} is not documented`);
        return;
      }
      compared.add(documented.operation);
      compare(body, documented.response, `${documented.operation} response`, complaints);
    },
    violations: () => complaints,
    compared: () => compared,
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`);
}

// A tree is a type name, `{ type, values }`, a list of one tree, or fields by name.
function compare(value: unknown, tree: unknown, where: string, complaints: string[]) {
  if (value === null || value === undefined) return;
  if (typeof tree === "string") return compareType(value, tree, where, complaints);
  if (Array.isArray(tree)) {
    if (!Array.isArray(value)) complaints.push(`${where} should be a list`);
    else for (const item of value) compare(item, tree[0], `${where}[]`, complaints);
    return;
  }
  if (typeof tree !== "object" || tree === null) return;
  const { type } = tree as { type?: unknown };
  if (typeof type === "string" && "values" in tree) return compareType(value, type, where, complaints);
  if (typeof value !== "object") {
    complaints.push(`${where} should be an object`);
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const path = `${where}.${name}`;
    if (name in tree) compare(inner, (tree as Record<string, unknown>)[name], path, complaints);
    else if (!UNDOCUMENTED.has(path.replace(/^\w+ /, ""))) complaints.push(`${path} is not documented`);
  }
}

function compareType(value: unknown, type: string, where: string, complaints: string[]) {
  if (type === "object") return;
  const list = /^Array<(\w+)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value) || value.some((item) => typeof item !== list))
      complaints.push(`${where} should be ${type}`);
  } else if (typeof value !== type) {
    complaints.push(`${where} should be a ${type}`);
  }
}
