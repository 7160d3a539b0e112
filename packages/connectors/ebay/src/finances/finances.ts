import {
  type BodyDecoder,
  type CallLimits,
  type CallOptions,
  callLimits,
  type FinancesCapability,
  jsonBody,
  nextOffset,
  type Page,
  readRecords,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import type { EbayClient } from "../ebay-client.ts";
import {
  afterPage,
  type FinanceWindow,
  isLastWindow,
  readFinanceCursor,
  windowOf,
  writeFinanceCursor,
} from "./finance-cursor.ts";
import {
  type FinancePage,
  payoutPageSchema,
  transactionPageSchema,
  wirePayoutSchema,
  wireTransactionSchema,
} from "./finance-schemas.ts";
import { mapPayout } from "./map-payout.ts";
import { mapTransaction } from "./map-transaction.ts";

/** One list of the Finances API: where it is, by which date it is filtered, and how its records are read. */
interface FinanceList<Wire, Item> {
  path: string;
  dateField: string;
  idField: string;
  /** The most that eBay gives at once. */
  pageSize: number;
  pageSchema: z.ZodType<FinancePage>;
  schema: z.ZodType<Wire>;
  map(wire: Wire): Item;
}

const transactionList = {
  path: "/sell/finances/v1/transaction",
  ...{ dateField: "transactionDate", idField: "transactionId", pageSize: 1000 },
  ...{ pageSchema: transactionPageSchema, schema: wireTransactionSchema, map: mapTransaction },
};

const payoutList = {
  path: "/sell/finances/v1/payout",
  ...{ dateField: "payoutDate", idField: "payoutId", pageSize: 200 },
  ...{ pageSchema: payoutPageSchema, schema: wirePayoutSchema, map: mapPayout },
};

/**
 * Payouts and movements of funds by the Finances API. Sellers domiciled in the EU or the UK need a signing key (see
 * https://developer.ebay.com/develop/guides/digital-signatures-for-apis); without it eBay refuses every call.
 */
export function createFinances(client: EbayClient, now: () => number): FinancesCapability {
  const read =
    <Wire, Item>(list: FinanceList<Wire, Item>) =>
    (cursor: string | null, options: CallOptions & { startFrom?: string } = {}) =>
      readList(client, list, { cursor, options, now });
  return { transactions: read(transactionList), payouts: read(payoutList) };
}

interface Reading {
  cursor: string | null;
  options: CallOptions & { startFrom?: string };
  now: () => number;
}

async function* readList<Wire, Item>(
  client: EbayClient,
  list: FinanceList<Wire, Item>,
  { cursor, options, now }: Reading,
): AsyncGenerator<Page<Item>> {
  const limits = callLimits(options, now);
  let state = readFinanceCursor(cursor, options.startFrom, now());
  for (;;) {
    const window = windowOf(state, now());
    if (window === null) return;
    const { records, total } = await fetchPage(client, list, { window, limits });
    const next = nextOffset({ offset: window.offset, received: records.length, total });
    state = afterPage(window, next, now());
    const isEnd = next === null && isLastWindow(window, now());
    const read = readRecords(records, {
      schema: list.schema,
      idOf: (raw) => textIn(raw, list.idField),
      map: list.map,
    });
    // Months without a movement would be many empty pages: only the last of them moves the cursor on.
    if (records.length > 0 || isEnd) yield { ...read, cursor: writeFinanceCursor(state) };
    if (isEnd) return;
  }
}

async function fetchPage<Wire, Item>(
  client: EbayClient,
  list: FinanceList<Wire, Item>,
  { window, limits }: { window: FinanceWindow; limits: CallLimits },
): Promise<FinancePage> {
  const filter = `${list.dateField}:[${window.from}..${window.to}]`;
  const { data } = await client.rest(
    {
      api: "Finances",
      host: "apiz",
      operation: `GET ${list.path}`,
      lane: "refresh_catalogue",
      path: list.path,
      query: { filter, limit: list.pageSize, offset: window.offset },
      decode: pageOrNothing(list.pageSchema),
    },
    limits,
  );
  return data;
}

/** eBay answers 204 without a body where there is nothing to tell. */
function pageOrNothing(schema: z.ZodType<FinancePage>): BodyDecoder<FinancePage> {
  const page = jsonBody(schema);
  return (answer) => (answer.bytes.length === 0 ? { records: [], total: 0 } : page(answer));
}

function textIn(raw: unknown, field: string): string | null {
  if (typeof raw !== "object" || raw === null) return null;
  const value = (raw as Record<string, unknown>)[field];
  return typeof value === "string" || typeof value === "number" ? String(value) : null;
}
