import { suggest } from "@counterfoil/core/matching";
import type { StubLoser } from "@counterfoil/core/resolution";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { ChosenUnit } from "./check-units.ts";
import type { SheetLine } from "./line-sheet.ts";
import { toMatchLine } from "./match-line.ts";
import { freshStockIndex } from "./stock-index-cache.ts";

const recorded = 5;

/** The suggestions that a person passed over, for the decision's stub. */
export async function losersOf(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { line, units }: { line: SheetLine; units: readonly ChosenUnit[] },
): Promise<StubLoser[]> {
  const chosen = new Set(units.map(({ inventoryItemId }) => inventoryItemId));
  const suggested = suggest(toMatchLine(line), await freshStockIndex(tx, ctx), recorded + chosen.size);
  return suggested
    .filter(({ itemId }) => !chosen.has(itemId))
    .slice(0, recorded)
    .map(({ itemId, score }) => ({ inventoryItemId: itemId, score, lostBecause: "A person chose another unit." }));
}
