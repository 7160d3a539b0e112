import {
  decideLine,
  evolveLineAll,
  type LineCommand,
  type LineDecision,
  type LineEvent,
  type LineState,
  type StubEvidence,
  type StubKind,
  type StubLoser,
} from "@counterfoil/core/resolution";
import { type BookLineRow, type BookOrderRow, type Database, type LineBookRows, readLineBook } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { groupBy } from "../group-by.ts";
import { readLineState } from "./line-state-row.ts";

/** Why a line changed, for its stub. */
export interface DecisionNote {
  kind: StubKind;
  evidence: readonly StubEvidence[];
  losers: readonly StubLoser[];
  score: number | null;
  note: string | null;
  undoes: string | null;
  /** How the claimed units were found, such as `sku` or `manual`. */
  method: string;
  /** The likeliest unit, for the queue. */
  topCandidate: { inventoryItemId: string; score: number; reasons: readonly StubEvidence[] } | null;
}

/** A line while decisions are made on it. */
export interface SheetLine {
  row: BookLineRow;
  order: BookOrderRow;
  before: LineState;
  state: LineState;
  events: LineEvent[];
  /** How many of the events are already written to stock. */
  flushed: number;
  note: DecisionNote | null;
  /** By claim: how its units were found. */
  methods: Map<string, string>;
}

/** An order with its lines. */
export interface SheetOrder {
  row: BookOrderRow;
  lines: SheetLine[];
  /** False while the order is still to be written, together with what is decided on its lines. */
  stored: boolean;
}

/** The lines of some orders, locked, with the decisions made on them in this transaction. */
export class LineSheet {
  readonly lines = new Map<string, SheetLine>();
  readonly orders = new Map<string, SheetOrder>();

  /** Reads and locks the orders' lines. Orders that do not exist are absent. */
  static async open(tx: Transaction<Database>, orderIds: readonly string[]): Promise<LineSheet> {
    return await LineSheet.#from(tx, orderIds, true);
  }

  /** Reads the orders' lines for looking only: nothing is locked, and nothing decided on it may be saved. */
  static async peek(tx: Transaction<Database>, orderIds: readonly string[]): Promise<LineSheet> {
    return await LineSheet.#from(tx, orderIds, false);
  }

  /** A sheet for orders that are not stored. */
  static blank(): LineSheet {
    return new LineSheet();
  }

  static async #from(tx: Transaction<Database>, orderIds: readonly string[], lock: boolean): Promise<LineSheet> {
    const sheet = new LineSheet();
    sheet.#take(await readLineBook(tx, orderIds, { lock }), true);
    return sheet;
  }

  /** Adds orders that are to be written when their lines have been decided. */
  add(book: Pick<LineBookRows, "orders" | "lines">): void {
    this.#take({ ...book, claims: [] }, false);
  }

  #take(book: LineBookRows, stored: boolean): void {
    for (const row of book.orders) this.orders.set(row.id, { row, lines: [], stored });
    const claims = groupBy(book.claims, (claim) => claim.line_id);
    for (const row of book.lines) {
      const order = this.orders.get(row.order_id);
      if (!order) continue;
      const held = claims.get(row.id) ?? [];
      const state = readLineState(row, held);
      const methods = new Map(held.map((claim) => [claim.id, claim.method]));
      const line: SheetLine = {
        ...{ row, order: order.row, before: state, state, events: [], flushed: 0, note: null, methods },
      };
      this.lines.set(row.id, line);
      order.lines.push(line);
    }
  }

  /** Carries a command out on the sheet. A refusal changes nothing. */
  command(line: SheetLine, command: LineCommand): LineDecision {
    const decision = decideLine(line.state, command);
    if (!decision.accepted) return decision;
    line.state = evolveLineAll(line.state, decision.events);
    line.events.push(...decision.events);
    return decision;
  }

  /** Whether a line has a row already. */
  isStored(line: SheetLine): boolean {
    return this.orders.get(line.order.id)?.stored ?? false;
  }

  /** The lines on which something happened. */
  changed(): SheetLine[] {
    return [...this.lines.values()].filter((line) => line.events.length > 0);
  }
}
