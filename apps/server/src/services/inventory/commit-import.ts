import { identifierTypes } from "@counterfoil/core/model";
import {
  type Database,
  insertItems,
  insertMovements,
  type NewMovement,
  rememberAnswer,
  replaceIdentifiers,
  replaceListings,
  takeIdempotencyKey,
  updateItems,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { conflict, invalid } from "../service-error.ts";
import type { ColumnMapping } from "./csv/map-columns.ts";
import type { ImportPlan, PlannedUpdate } from "./csv/plan-import.ts";
import type { ImportRow, RowProblem } from "./csv/read-rows.ts";
import { type ItemDraft, itemStateRow, movementTo, newItemRow, wantedOnHand } from "./item-draft.ts";
import { hashOfImport, importInput, readImport } from "./read-import.ts";
import { stockChanged } from "./stock-changed.ts";

export const commitImportInput = z.object({ ...importInput, idempotencyKey: z.string().min(1).max(200) });

const answerSchema = z.object({ created: z.number(), updated: z.number() });
export type ImportAnswer = z.infer<typeof answerSchema>;

const mostIssues = 200;

/** Stores every row of a file, or none. Repeating a request with its key stores nothing again and answers the same. */
export async function commitImport({ ctx, input }: Verb<z.infer<typeof commitImportInput>>): Promise<ImportAnswer> {
  const request = {
    workspaceId: ctx.workspaceId,
    scope: "inventory-import",
    key: input.idempotencyKey,
    requestHash: hashOfImport(input),
  };
  const { answer, itemIds } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const check = await takeIdempotencyKey(tx, request);
    if (check.state === "other") throw conflict("This import key was used for another file.");
    if (check.state === "repeated") return { answer: answerSchema.parse(check.response), itemIds: [] };
    const file = await readImport(tx, { ...input, lock: true });
    refuseProblems(file.problems, file.table.rows.length);
    const ids = await writePlan(tx, ctx, file.plan, file.mapping);
    const stored = { created: file.plan.additions.length, updated: file.plan.updates.length };
    await rememberAnswer(tx, request, stored);
    return { answer: stored, itemIds: ids };
  });
  if (itemIds.length > 0) await stockChanged(ctx, itemIds);
  return answer;
}

function refuseProblems(problems: readonly RowProblem[], totalRows: number): void {
  if (totalRows === 0) throw invalid("The file has no rows under the column names.");
  if (problems.length === 0) return;
  const issues = problems.slice(0, mostIssues).map(({ row, column, message }) => ({
    path: column === null ? `rows.${row}` : `rows.${row}.${column}`,
    message,
  }));
  const rows = new Set(problems.map(({ row }) => row)).size;
  throw invalid(`Nothing was imported: ${rows === 1 ? "1 row has" : `${rows} rows have`} errors.`, issues, {
    remedy: "Mend the rows and import the file again.",
  });
}

async function writePlan(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  plan: ImportPlan,
  mapping: ColumnMapping,
): Promise<string[]> {
  const added = plan.additions.map((row) => ({ id: ctx.newId(), draft: draftOfNew(row) }));
  const changed = plan.updates.map((update) => ({ ...update, draft: draftOfChange(update, mapping) }));
  const note = "Imported from a file";
  const movements: NewMovement[] = [
    ...added.flatMap(({ id, draft }) =>
      movementTo(ctx, { itemId: id, kind: "imported", from: 0, to: wantedOnHand(draft), note }),
    ),
    ...changed.flatMap(({ item, draft }) =>
      movementTo(ctx, { itemId: item.id, kind: "adjusted", from: item.quantityOnHand, to: wantedOnHand(draft), note }),
    ),
  ];
  const all = [...added, ...changed.map(({ item, draft }) => ({ id: item.id, draft }))];
  const now = ctx.now();
  await insertItems(
    tx,
    ctx.workspaceId,
    added.map(({ id, draft }) => newItemRow(id, draft, now)),
  );
  await updateItems(
    tx,
    changed.map(({ item, draft }) => itemStateRow(item.id, draft, now)),
  );
  await replaceIdentifiers(
    tx,
    ctx.workspaceId,
    all.map(({ id, draft }) => ({ item_id: id, identifiers: draft.identifiers })),
  );
  await replaceListings(
    tx,
    ctx.workspaceId,
    all.map(({ id, draft }) => ({ item_id: id, listings: draft.listings })),
  );
  await insertMovements(tx, ctx.workspaceId, movements);
  await writeAudit(tx, ctx, {
    ...{ action: "stock-imported", subjectType: "workspace", subjectId: ctx.workspaceId },
    text: `Imported a file: ${added.length} items added, ${changed.length} changed.`,
  });
  return all.map(({ id }) => id);
}

function draftOfNew(row: ImportRow): ItemDraft {
  const { number: _number, id: _id, ...values } = row;
  return {
    ...values,
    identifiers: [...row.identifiers],
    listings: [...row.listings],
    quantity: row.quantity ?? 1,
    status: row.status ?? "in_stock",
  };
}

/** The item with the file's columns laid over it. An empty cell makes a value unknown; quantity and status it leaves. */
export function draftOfChange({ item, row }: PlannedUpdate, mapping: ColumnMapping): ItemDraft {
  const has = (...fields: (keyof ColumnMapping)[]) => fields.some((field) => mapping[field] !== null);
  return {
    title: row.title,
    quantity: row.quantity ?? item.quantityOnHand,
    status: row.status ?? item.status,
    sku: has("sku") ? row.sku : item.sku,
    condition: has("condition") ? row.condition : item.condition,
    location: has("location") ? row.location : item.location,
    unitCost: has("unit_cost") ? row.unitCost : item.unitCost,
    askingPrice: has("asking_price") ? row.askingPrice : item.askingPrice,
    acquiredAt: has("acquired_at") ? row.acquiredAt : item.acquiredAt,
    imageUrl: has("image_url") ? row.imageUrl : item.imageUrl,
    note: has("note") ? row.note : item.note,
    identifiers: has("identifiers", ...identifierTypes) ? [...row.identifiers] : item.identifiers,
    listings: has("listings") ? [...row.listings] : item.listings,
  };
}
