import type { Refusal } from "@counterfoil/core/resolution";
import { type Database, isOverclaim, retryTransaction } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { conflict, invalid, type ServiceError } from "../service-error.ts";
import { type DecisionNote, LineSheet, type SheetLine } from "./line-sheet.ts";
import { announceLines } from "./reevaluate-open-lines.ts";
import { requestReevaluation } from "./request-reevaluation.ts";
import { type SavedSheet, saveSheet } from "./save-sheet.ts";
import { forgetStockIndex } from "./stock-index-cache.ts";

type Tx = Transaction<Database>;

/** What a person's decision on a line is made of. */
export interface LineDecisionWork<Result> {
  /** The order whose lines are read and locked. */
  findOrder(tx: Tx): Promise<string>;
  /** Decides on the sheet; throws a service error to refuse. Answers the line for the audit trail. */
  decide(tx: Tx, sheet: LineSheet): Promise<{ line: SheetLine; audit: { action: string; text: string } }>;
  /** What the verb answers, still inside the transaction. */
  answer(tx: Tx, done: { line: SheetLine; saved: SavedSheet }): Promise<Result>;
}

/**
 * Carries a person's decision out: lines locked, decision judged, stock, states, entry, stub and audit row written in
 * one transaction; then watchers are told, and open lines looked at again where units became free.
 */
export async function decideOnLines<Result>(ctx: ServiceContext, work: LineDecisionWork<Result>): Promise<Result> {
  const { result, saved } = await commitOnce(ctx, work);
  announceLines(ctx, saved);
  if (saved.freedUnits) await requestReevaluation(ctx);
  return result;
}

async function commitOnce<Result>(ctx: ServiceContext, work: LineDecisionWork<Result>) {
  try {
    return await retryTransaction(() =>
      ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
        const sheet = await LineSheet.open(tx, [await work.findOrder(tx)]);
        const { line, audit } = await work.decide(tx, sheet);
        const saved = await saveSheet(tx, ctx, sheet);
        const subject = { subjectType: "order", subjectId: line.order.id, detail: { lineId: line.row.id } };
        await writeAudit(tx, ctx, { ...audit, ...subject });
        return { result: await work.answer(tx, { line, saved }), saved };
      }),
    );
  } catch (error) {
    forgetStockIndex(ctx);
    if (isOverclaim(error)) throw conflict("A chosen unit was taken by another order in the same moment.");
    throw error;
  }
}

const asInvalid: ReadonlySet<Refusal["code"]> = new Set(["wrong_count", "invalid_quantity", "not_a_bundle"]);

/** A refusal of the line's rules as an error of the verb: a wrong input, or a state that does not allow it. */
export function refusalError({ code, message }: Refusal): ServiceError {
  return asInvalid.has(code) ? invalid(message, [{ path: "units", message }]) : conflict(message);
}

/** The note of a person's decision. */
export function personNote(kind: DecisionNote["kind"], rest: Partial<DecisionNote> = {}): DecisionNote {
  return {
    ...{ kind, evidence: [], losers: [], score: null, note: null, undoes: null, method: "manual", topCandidate: null },
    ...rest,
  };
}
