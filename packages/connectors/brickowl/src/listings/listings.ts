import {
  batches,
  callLimits,
  decodeCursor,
  encodeCursor,
  type ListingsCapability,
  readRecords,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { lotSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import { mapLot } from "./map-lot.ts";

const pageSize = 500;
/** Id of the last lot delivered; null at the end of the list, from where it begins anew. */
const cursorSchema = z.object({ version: z.literal(1), after: z.number().nullable() });
const currencySchema = z.string().regex(/^[A-Z]{3}$/);

/** The store's lots. Brick Owl gives them in one answer; they are delivered in pages ordered by id. */
export function createListings(client: BrickowlClient, context: BrickowlContext): ListingsCapability {
  return {
    async *all(cursor, options) {
      const call: BrickowlCall = { ...callLimits(options, context.now), lane: "refresh_catalogue" };
      const after = cursor === null ? null : decodeCursor(cursorSchema, cursor).after;
      const user = await client.userDetails(call);
      const currency = currencySchema.safeParse(user.store_details?.base_currency).data ?? null;
      const { externalIdIsBricklinkLot } = context;
      const records = sorted(await client.listLots({}, call)).filter((raw) => after === null || lotNumber(raw) > after);
      const pages = records.length === 0 ? [[]] : batches(records, pageSize);
      for (const [index, page] of pages.entries()) {
        const last = index === pages.length - 1;
        const { items, problems } = readRecords(page, {
          schema: lotSchema,
          idOf: (raw) => (lotNumber(raw) === 0 ? null : String(lotNumber(raw))),
          map: (lot, raw) => mapLot(lot, { currency, externalIdIsBricklinkLot, raw }),
        });
        yield { items, problems, cursor: encodeCursor({ version: 1, after: last ? null : lotNumber(page.at(-1)) }) };
      }
    },
  };
}

function sorted(records: readonly unknown[]): unknown[] {
  return [...records].sort((a, b) => lotNumber(a) - lotNumber(b));
}

/** The lot's id as a number; 0 for a record without one, which then comes first. */
function lotNumber(raw: unknown): number {
  const id = typeof raw === "object" && raw !== null && "lot_id" in raw ? Number(raw.lot_id) : 0;
  return Number.isFinite(id) ? id : 0;
}
