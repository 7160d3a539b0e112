import type { Context } from "hono";
import { z } from "zod";
import { badRequest } from "./flipkart-errors.ts";

/** The JSON body by a schema. Refuses with 400 what does not fit. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("The request is not JSON", "INVALID_REQUEST_JSON");
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw badRequest(z.prettifyError(result.error));
}

/** An instant with its offset, as epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: "must be a date with time and offset" })
  .transform(Date.parse);

/** A comma list of a path or query; refuses none at all, and more than `most`. */
export function idList(text: string | undefined, most: number): string[] {
  const ids = (text ?? "").split(",").filter((id) => id !== "");
  if (ids.length === 0) throw badRequest("No ids were given");
  if (ids.length > most) throw badRequest(`At most ${most} ids are allowed`);
  return ids;
}

/** Refuses a batch with more than `most` elements, or none. */
export function refuseTooMany(items: readonly unknown[], most: number) {
  if (items.length === 0) throw badRequest("The list is empty");
  if (items.length > most) throw badRequest(`At most ${most} are allowed in one call`);
}
