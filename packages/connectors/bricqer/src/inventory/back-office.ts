import { type CallOptions, callLimits, readRecords } from "@counterfoil/connector-kit";
import type { z } from "zod";
import { type BricqerCall, type BricqerClient, type ListPath, listPaths } from "../bricqer-client.ts";
import { colorRowSchema, shopStateSchema, storagePlaceSchema } from "../bricqer-schemas.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { parseFixed, plainText, toInstant } from "../bricqer-values.ts";
import { listPages, recordId } from "../list-pages.ts";
import { type ReportedStock, sumReport } from "../report/stock-report.ts";

export interface StoragePlace {
  id: string;
  label: string;
  itemCount: number | null;
  type: string | null;
  isDropship: boolean | null;
  isStorefront: boolean | null;
}

export interface BricqerColor {
  /** Bricqer's own number. */
  id: string;
  bricklinkId: string | null;
  brickowlId: string | null;
  name: string | null;
  rgb: string | null;
}

/** A shop that Bricqer itself keeps in step. */
export interface ServedShop {
  /** As Bricqer names it: `BrickLink`, `BrickOwl`, `eBay`. */
  provider: string;
  problems: number | null;
  /** ISO 8601. */
  lastCheckedAt: string | null;
}

/** What Bricqer has beyond the common contract; all of it is read only. */
export interface BricqerBackOffice {
  storagePlaces(options?: CallOptions): Promise<StoragePlace[]>;
  colors(options?: CallOptions): Promise<BricqerColor[]>;
  /** The shops that Bricqer serves: stock must not be pushed to them from a second place. */
  servedShops(options?: CallOptions): Promise<ServedShop[]>;
  /** The whole stock by one call, rows of the same goods added up; it has no ids for writing. */
  stockReport(options?: CallOptions): Promise<ReportedStock[]>;
}

export function createBackOffice(client: BricqerClient, context: BricqerContext): BricqerBackOffice {
  const callOf = (options?: CallOptions): BricqerCall => ({
    ...callLimits(options, context.now),
    lane: "refresh_catalogue",
  });
  const readAll = async <Value>(path: ListPath, schema: z.ZodType<Value>, options?: CallOptions) => {
    const all = new Map<string, Value>();
    for await (const page of listPages({ client, context, call: callOf(options), path })) {
      for (const raw of page.items) all.set(recordId(raw) ?? String(all.size), schema.parse(raw));
    }
    return [...all.values()];
  };
  return {
    async storagePlaces(options) {
      const places = await readAll(listPaths.storage, storagePlaceSchema, options);
      return places.map((place) => ({
        id: place.id,
        label: plainText(place.displayAs) ?? plainText(place.storageId) ?? place.id,
        itemCount: place.itemCount ?? null,
        type: plainText(place.storageType),
        isDropship: place.isDropship ?? null,
        isStorefront: place.isStorefront ?? null,
      }));
    },
    async colors(options) {
      const colors = await readAll(listPaths.colors, colorRowSchema, options);
      return colors.map(({ id, bricklinkId, brickowlId, name, rgb }) => ({
        id,
        bricklinkId: bricklinkId ?? null,
        brickowlId: brickowlId ?? null,
        name: plainText(name),
        rgb: plainText(rgb),
      }));
    },
    servedShops: (options) => readServedShops(client, callOf(options)),
    stockReport: async (options) => sumReport(await client.report(callOf(options))),
  };
}

export async function readServedShops(client: BricqerClient, call: BricqerCall): Promise<ServedShop[]> {
  const { results } = await client.shopStates(call);
  const { items } = readRecords(results, { schema: shopStateSchema, idOf: () => null, map: (state) => state });
  return items.map(({ provider, problems, lastChecked }) => {
    const fixed = parseFixed(problems);
    return { provider, problems: fixed === null ? null : fixed / 1e6, lastCheckedAt: toInstant(lastChecked) };
  });
}
