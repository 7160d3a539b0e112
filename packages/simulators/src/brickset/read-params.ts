import { z } from "zod";
import { parameterError } from "./brickset-errors.ts";
import { parseRelaxedJson } from "./relaxed-json.ts";

/** Reads the field `params`: JSON, strict or relaxed, with names in any case. Unknown names have no effect. */
export function readParams<S extends z.ZodObject>(text: string, schema: S): z.output<S> {
  const names = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]));
  let value: unknown;
  try {
    value = parseRelaxedJson(text);
  } catch {
    throw parameterError();
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw parameterError();
  const known = Object.entries(value).flatMap(([name, member]) => {
    const declared = names.get(name.toLowerCase());
    return declared === undefined || member === null ? [] : [[declared, member] as const];
  });
  const parsed = schema.safeParse(Object.fromEntries(known));
  if (!parsed.success) throw parameterError();
  return parsed.data;
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** A text; numbers are taken as text, too. */
export const textParam = scalar.transform((value) => String(value).trim());

/** A whole number, or text that is one. */
export function wholeParam(bounds: { from: number; to: number }) {
  return scalar
    .transform((value) => (value === "" ? Number.NaN : Number(value)))
    .pipe(z.number().int().min(bounds.from).max(bounds.to));
}

/** 0 or 1, in whatever form. */
export const flagParam = scalar.transform((value) => ["1", "true"].includes(String(value).toLowerCase()));

/** One value or a list with commas. */
export const listParam = textParam.transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== ""),
);
