import { ConnectorError, type ProductQuery } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { SetParameters } from "../brickset-client.ts";

const text = z.string().trim().min(1).max(200);

const querySchema = z.strictObject({
  words: text.optional(),
  theme: text.optional(),
  subtheme: text.optional(),
  year: z.number().int().min(1900).max(2200).optional(),
  updatedSince: z.iso.date().optional(),
});

/** `params` of a search. Throws `invalid_request` without any filter, which Brickset refuses too. */
export function searchParameters(query: ProductQuery): SetParameters {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const result = querySchema.safeParse(Object.fromEntries(given));
  if (!result.success || given.length === 0) {
    const message = "Search by words, theme, subtheme, year or the day of the last change; at least one of them.";
    throw new ConnectorError({ code: "invalid_request", message });
  }
  const { words, ...filters } = result.data;
  const told = Object.entries(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(told), ...(words !== undefined && { query: words }), orderBy: "Number" };
}
