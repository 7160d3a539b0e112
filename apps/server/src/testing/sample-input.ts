import type { z } from "zod";
import { toJSONSchema } from "zod";

type Schema = {
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  pattern?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
};

/** An input made from what a procedure accepts, and the properties in it that took an id. */
export interface SampleInput {
  input: unknown;
  ids: string[];
}

/** Gives the id for a property, by its path such as `units.inventoryItemId`; null where none is known. */
export type IdFor = (path: string) => string | null;

/**
 * Inputs that a procedure takes, one for each kind it distinguishes: every id it names is filled in, and of the rest only
 * what it requires.
 */
export function sampleInputs(schema: z.ZodType, idFor: IdFor): SampleInput[] {
  const described = toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  const kinds = described.oneOf ?? described.anyOf ?? [described];
  return kinds.map((kind) => {
    const ids: string[] = [];
    return { input: sample(kind, "", { idFor, ids }), ids };
  });
}

interface Filling {
  idFor: IdFor;
  ids: string[];
}

function sample(schema: Schema, path: string, filling: Filling): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sample(first, path, filling);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return sampleObject(schema, path, filling);
  if (type === "array")
    return Array.from({ length: schema.minItems ?? 1 }, () => sample(schema.items ?? {}, path, filling));
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (type === "boolean") return false;
  return sampleText(schema, path, filling);
}

function sampleObject({ properties = {}, required = [] }: Schema, path: string, filling: Filling): unknown {
  const entries = Object.entries(properties).filter(
    ([name, schema]) => required.includes(name) || holdsId(name, schema),
  );
  return Object.fromEntries(
    entries.map(([name, schema]) => [name, sample(schema, path === "" ? name : `${path}.${name}`, filling)]),
  );
}

/** Ids are UUIDs, or texts named so, alone or in a list. */
function holdsId(name: string, schema: Schema): boolean {
  if (schema.format === "uuid" || /Ids?$/.test(name)) return true;
  return [schema.items, ...(schema.anyOf ?? [])].some((inner) => inner !== undefined && holdsId("", inner));
}

function sampleText(schema: Schema, path: string, filling: Filling): string {
  if (schema.format === "uuid" || /(^|\.)\w*Ids?$/.test(path)) return sampleId(path, filling);
  if (schema.format === "date-time") return "2026-01-01T00:00:00.000Z";
  if (schema.format === "date") return "2026-01-01";
  if (schema.format === "email") return "nobody@example.test";
  if (schema.format === "uri") return "https://example.test/";
  return "x".repeat(Math.max(1, schema.minLength ?? 1));
}

function sampleId(path: string, { idFor, ids }: Filling): string {
  const id = idFor(path);
  if (id === null) throw new Error(`no id is known for ${path}: name its table in this test`);
  ids.push(path);
  return id;
}
