import { batches, callLimits, decodeCursor, encodeCursor, type ListingsCapability } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BricqerClient } from "../bricqer-client.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { readWholeStock } from "./definitions.ts";
import { mapDefinition } from "./map-definition.ts";

const pageSize = 500;
/** Id of the last definition delivered; null at the end of the list, from where it begins anew. */
const cursorSchema = z.object({ version: z.literal(1), after: z.number().nullable() });

/** Definitions with what is left of them. The whole stock is read first: items of one definition may be pages apart. */
export function createListings(client: BricqerClient, context: BricqerContext): ListingsCapability {
  return {
    async *all(cursor, options) {
      const call = { ...callLimits(options, context.now), lane: "refresh_catalogue" } as const;
      const after = cursor === null ? null : decodeCursor(cursorSchema, cursor).after;
      const { definitions, problems } = await readWholeStock({ client, context, call });
      const ids = [...definitions.keys()].filter((id) => after === null || Number(id) > after);
      const wanted = ids.sort((a, b) => Number(a) - Number(b));
      const host = new URL(context.baseURL).hostname;
      const pages = wanted.length === 0 ? [[]] : batches(wanted, pageSize);
      for (const [index, page] of pages.entries()) {
        const last = index === pages.length - 1;
        yield {
          items: page.map((id) => mapDefinition(definitions.get(id) ?? [], { currency: context.currency, host })),
          problems: index === 0 ? problems : [],
          cursor: encodeCursor({ version: 1, after: last ? null : Number(page.at(-1)) }),
        };
      }
    },
  };
}
