import { existsSync, readdirSync, readFileSync } from "node:fs";

// Documentation examples kept beside the repository, not inside it.
const folder = new URL("../../../../../../shared/specs/tiktok-shop/", import.meta.url);

/** Whether the documentation examples are here; says so loudly when they are not. */
export function haveSpecs(): boolean {
  const found = existsSync(folder);
  if (!found)
    console.warn("TikTok Shop's documentation examples are not beside the repository: these tests are skipped.");
  return found;
}

export function specFiles(kind: "samples" | "events"): string[] {
  return existsSync(folder) ? readdirSync(new URL(`${kind}/`, folder)).sort() : [];
}

export function specText(path: string): string {
  return readFileSync(new URL(path, folder), "utf8");
}

/** A documentation example of an answer, such as `OrderSearchOrdersResponse`. */
export function sample<Value = Record<string, unknown>>(name: string): Value {
  return JSON.parse(specText(`samples/${name}.json`)) as Value;
}

/** A field of the official models: a type's name, a list of one element, or the fields below. */
export type FieldTree = string | [FieldTree] | { [name: string]: FieldTree };

export interface OperationModel {
  operation: string;
  method: string;
  path: string;
  query: string[];
  body?: FieldTree;
  response: FieldTree;
}

export function operationModels(): OperationModel[] {
  return (JSON.parse(specText("operations.json")) as { operations: OperationModel[] }).operations;
}
