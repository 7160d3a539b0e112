import {
  type CatalogueProductRow,
  type Database,
  findCatalogueByBarcodes,
  findCatalogueByNumbers,
  findCatalogueByWords,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ProductQuestion } from "./read-question.ts";

const mostByWords = 50;

/** What the workspace's own catalogue answers to a question. */
export async function findKept(tx: Transaction<Database>, question: ProductQuestion): Promise<CatalogueProductRow[]> {
  if (question.kind === "barcode") return await findCatalogueByBarcodes(tx, [question.key]);
  if (question.kind === "words") return await findCatalogueByWords(tx, question.key.split(" "), mostByWords);
  const rows = await findCatalogueByNumbers(tx, [question.key]);
  const isExact = /-\d{1,2}$/.test(question.key);
  return isExact ? rows.filter(({ number }) => number.toLowerCase() === question.key) : rows;
}

/** The currency in which prices are shown first. */
export async function readCurrency(tx: Transaction<Database>): Promise<string> {
  return (await tx.selectFrom("workspaces").select("currency").executeTakeFirstOrThrow()).currency;
}
