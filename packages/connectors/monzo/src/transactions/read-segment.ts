import {
  type CallLimits,
  ConnectorError,
  type FetchedPage,
  type Page,
  type PageProblem,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import type { BankAccount, BankTransaction } from "@counterfoil/core/model";
import { idOf } from "../accounts/read-accounts.ts";
import { type MonzoClient, pageSize } from "../monzo-client.ts";
import { insufficientPermissions, verificationRequired } from "../monzo-errors.ts";
import { transactionSchema } from "../monzo-schemas.ts";
import { toInstant, toWireTime } from "../monzo-values.ts";
import { mapTransaction } from "./map-transaction.ts";
import type { Position, Segment } from "./transaction-cursor.ts";

const day = 86_400_000;
/** One call may span about a year. */
const windowMs = 300 * day;
/** What is given at any time. Monzo says 90 days; clients see 89 work and 90 fail. */
export const openHistoryMs = 88 * day;
/** Windows overlap, since nothing says whether their ends belong to them. */
const overlapMs = 1000;

export interface SegmentReader {
  client: MonzoClient;
  own: readonly BankAccount[];
  limits: CallLimits;
  now: () => number;
  /** Told of a stretch that the bank refuses, from the first row that is missing. */
  onRefused(missing: { from: string; to: string }): void;
  /** Told where the next page is, before each page is given; null after the last one. */
  onNext(next: Position | null): void;
}

/** Reads a stretch of one account in windows, oldest first; goes on at what is open when the bank refuses old history. */
export function readSegment(
  segment: Segment,
  start: Position | null,
  reader: SegmentReader,
): AsyncGenerator<Page<BankTransaction>> {
  return readPages<BankTransaction, Position>({
    first: start ?? windowFrom(segment, segment.from),
    fetch: (position) => fetchPage(segment, position, reader),
    cursor(next) {
      reader.onNext(next);
      return "";
    },
    keyOf: ({ externalId }) => externalId,
  });
}

function windowFrom({ to }: Segment, from: string): Position {
  const end = Math.min(Date.parse(from) + windowMs, Date.parse(to));
  return { from, to: new Date(end).toISOString(), after: null };
}

type FetchedRows = FetchedPage<BankTransaction, Position>;

async function fetchPage(segment: Segment, position: Position, reader: SegmentReader): Promise<FetchedRows> {
  const { client, limits, own } = reader;
  const { account: accountId } = segment;
  const { from, to, after } = position;
  let records: unknown[];
  try {
    const since = after?.id ?? toWireTime(from);
    records = await client.transactions({ accountId, since, before: toWireTime(to) }, limits);
  } catch (error) {
    return refusedPage(error, { segment, position, reader });
  }
  const read = readRecords(records, {
    schema: transactionSchema,
    map: (wire, raw) => mapTransaction(wire, raw, { accountId, own }),
    idOf,
  });
  return { ...read, next: nextPosition(segment, position, records) };
}

function nextPosition(segment: Segment, position: Position, records: readonly unknown[]): Position | null {
  const last = lastRow(records);
  if (records.length >= pageSize && last !== null) return { ...position, after: last };
  if (Date.parse(position.to) >= Date.parse(segment.to)) return null;
  return windowFrom(segment, new Date(Date.parse(position.to) - overlapMs).toISOString());
}

// Also from a row that could not be mapped: the list goes on after it.
function lastRow(records: readonly unknown[]): { id: string; at: string } | null {
  for (const record of records.toReversed()) {
    const id = idOf(record);
    const created = typeof record === "object" && record !== null && "created" in record ? record.created : null;
    const at = typeof created === "string" ? toInstant(created) : null;
    if (id !== null && at !== null) return { id, at };
  }
  return null;
}

interface Refusal {
  segment: Segment;
  position: Position;
  reader: SegmentReader;
}

function refusedPage(error: unknown, refusal: Refusal): FetchedRows {
  if (!ConnectorError.is(error)) throw error;
  const { segment, position } = refusal;
  if (error.platformCode === verificationRequired) return pageAtOpenHistory(error, refusal);
  if (error.platformCode === insufficientPermissions) {
    refusal.reader.onRefused({ from: position.after?.at ?? position.from, to: segment.to });
    const message = "Monzo does not let this account be read.";
    return { items: [], problems: [problem(segment.account, message)], next: null };
  }
  const isGone = error.code === "not_found" || error.code === "invalid_request";
  if (!isGone || position.after === null) throw error;
  // The row to go on after may have vanished, as zero-amount checks do: its time is as good.
  return { items: [], next: { ...position, from: position.after.at, after: null } };
}

function pageAtOpenHistory(error: ConnectorError, { segment, position, reader }: Refusal): FetchedRows {
  const asked = position.after?.at ?? position.from;
  const open = Math.ceil((reader.now() - openHistoryMs) / 1000) * 1000;
  // Refused although it is not old: nothing more can be given up.
  if (Date.parse(asked) >= open) throw error;
  const end = Math.min(open, Date.parse(segment.to));
  reader.onRefused({ from: asked, to: new Date(end).toISOString() });
  const next = end < Date.parse(segment.to) ? windowFrom(segment, new Date(open).toISOString()) : null;
  return { items: [], next };
}

function problem(externalId: string, message: string): PageProblem {
  return { externalId, message, raw: null };
}
