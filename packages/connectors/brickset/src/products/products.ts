import {
  batches,
  type CallLimits,
  type CatalogueProduct,
  ConnectorError,
  callLimits,
  decodeCursor,
  encodeCursor,
  type LookUpOptions,
  nextOffset,
  type ProductPage,
  type ProductQuery,
  type ProductsCapability,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BricksetClient, SetParameters } from "../brickset-client.ts";
import { setSchema } from "../brickset-schemas.ts";
import type { BricksetContext } from "../brickset-settings.ts";
import type { Urgency } from "../quota/daily-quota.ts";
import { readBarcode } from "./barcodes.ts";
import { mapSet } from "./map-set.ts";
import { searchParameters } from "./search-parameters.ts";

const numbersAtOnce = 50;
const maxPageSize = 500;
const usualPageSize = 100;

const cursorSchema = z.object({ page: z.number().int().min(1).nullable(), size: z.number().int().min(1) });

/** Look-ups by number, barcode and words. */
export function createProducts(client: BricksetClient, context: BricksetContext): ProductsCapability {
  const read = (params: SetParameters, call: Call) => readSets({ client, context }, params, call);
  const callOf = (options?: LookUpOptions): Call => ({
    ...callLimits(options, context.now),
    urgency: options?.urgency ?? "person",
  });
  return {
    async findByNumber(number, options) {
      const wanted = number.trim();
      const isExact = /-\d+$/.test(wanted);
      const filter: SetParameters = isExact ? { setNumber: wanted } : { query: wanted };
      const { items } = await read({ ...filter, pageSize: maxPageSize }, callOf(options));
      return items.filter((each) => same(each.number, wanted) || same(each.number.replace(/-\d+$/, ""), wanted));
    },
    async findByNumbers(numbers, options) {
      const call = callOf(options);
      const found: CatalogueProduct[] = [];
      for (const batch of batches([...new Set(numbers)], numbersAtOnce)) {
        found.push(...(await read({ setNumber: batch.join(","), pageSize: maxPageSize }, call)).items);
      }
      return found;
    },
    async findByBarcode(barcode, options) {
      const code = readBarcode(barcode);
      if (code === null) throw notABarcode();
      const { items } = await read({ query: code.value, pageSize: maxPageSize }, callOf(options));
      return items.filter(({ barcodes }) => barcodes.some(({ value }) => value === code.value));
    },
    search: (query, cursor, options) => search({ read, call: callOf(options) }, query, { cursor, options }),
    async usage(options) {
      const days = await client.usage(callLimits(options, context.now));
      return {
        usedToday: client.quota.used(),
        dailyLimit: context.dailyLimit,
        backgroundLimit: client.quota.backgroundLimit(),
        resetAt: new Date(client.quota.resetAt()).toISOString(),
        days: days
          .map(({ dateStamp, count }) => ({ day: dateStamp.slice(0, 10), count }))
          .sort((left, right) => right.day.localeCompare(left.day)),
      };
    },
  };
}

type Call = CallLimits & { urgency: Urgency };
type ReadSets = (params: SetParameters, call: Call) => ReturnType<typeof readSets>;

/** One call of `getSets`, its records read one by one. Throws `bad_response` when none of them can be read. */
export async function readSets(
  { client, context }: { client: BricksetClient; context: BricksetContext },
  params: SetParameters,
  call: Call & { userHash?: string },
) {
  const { sets, matches } = await client.getSets({ params, ...call });
  const { items, problems } = readRecords(sets, {
    schema: setSchema,
    map: (set, raw) => mapSet(set, raw, context.region),
    idOf: (raw) => idSchema.safeParse(raw).data?.setID ?? null,
  });
  if (items.length === 0 && problems.length > 0) throw unreadable(problems.length);
  return { items, problems, total: matches ?? null, received: sets.length };
}

const idSchema = z.object({ setID: z.union([z.number(), z.string()]).transform(String) });

async function* search(
  { read, call }: { read: ReadSets; call: Call },
  query: string | ProductQuery,
  { cursor, options }: { cursor: string | null; options: { pageSize?: number } | undefined },
): AsyncGenerator<ProductPage> {
  const params = searchParameters(typeof query === "string" ? { words: query } : query);
  const start = cursor === null ? null : decodeCursor(cursorSchema, cursor);
  const size = start?.size ?? Math.min(options?.pageSize ?? usualPageSize, maxPageSize);
  if (start !== null && start.page === null) return;
  let total: number | null = null;
  const pages = readPages<CatalogueProduct, number>({
    first: start?.page ?? 1,
    keyOf: ({ externalId }) => externalId,
    cursor: (page) => encodeCursor({ page, size }),
    async fetch(page) {
      const {
        items,
        problems,
        total: matches,
        received,
      } = await read({ ...params, pageSize: size, pageNumber: page }, call);
      total = matches;
      const offset = (page - 1) * size;
      const next = matches === null ? null : nextOffset({ offset, received, total: matches });
      return { items, problems, next: next === null ? null : page + 1 };
    },
  });
  for await (const page of pages) yield { ...page, total };
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function notABarcode(): ConnectorError {
  return new ConnectorError({
    code: "invalid_request",
    message: "This is not an EAN or UPC: it needs 12 or 13 digits, and the last one must fit the others.",
  });
}

function unreadable(count: number): ConnectorError {
  const message = `Brickset's answer could not be read: ${count} records have an unknown shape.`;
  return new ConnectorError({ code: "bad_response", message, operation: "getSets" });
}
