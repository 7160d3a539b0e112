import { ConnectorError, type PageProblem, readRecords } from "@counterfoil/connector-kit";
import { type BricqerCall, type BricqerClient, listPaths } from "../bricqer-client.ts";
import { type BricqerStockItem, stockItemSchema } from "../bricqer-schemas.ts";
import type { BricqerContext } from "../bricqer-settings.ts";
import { listPages, recordId } from "../list-pages.ts";

export interface StockReader {
  client: BricqerClient;
  context: BricqerContext;
  call: BricqerCall;
}

/** A stock item with the payload that it came as. */
export interface ReadStockItem {
  item: BricqerStockItem;
  raw: unknown;
}

/** Stock items by the definition they are of, lowest id first; and the records that could not be read. */
export interface WholeStock {
  definitions: Map<string, ReadStockItem[]>;
  problems: PageProblem[];
}

/** Reads the whole stock, 100 items a call. Throws when it could not be read to its end: half a stock looks like deletions. */
export async function readWholeStock(reader: StockReader): Promise<WholeStock> {
  const items = new Map<string, ReadStockItem>();
  const problems: PageProblem[] = [];
  for await (const page of listPages({ ...reader, path: listPaths.stock })) {
    if (page.problems.some(({ message }) => message.includes("does not end"))) throw endless();
    const read = readRecords(page.items, {
      schema: stockItemSchema,
      idOf: recordId,
      map: (item, raw) => {
        if (definitionOf(item) === null) throw new RangeError("the stock item has no definition");
        return { item, raw };
      },
    });
    problems.push(...page.problems, ...read.problems);
    for (const each of read.items) items.set(each.item.id, each);
  }
  return { definitions: byDefinition([...items.values()]), problems };
}

function byDefinition(items: readonly ReadStockItem[]): Map<string, ReadStockItem[]> {
  const definitions = new Map<string, ReadStockItem[]>();
  for (const each of [...items].sort((a, b) => Number(a.item.id) - Number(b.item.id))) {
    const id = definitionOf(each.item) ?? "";
    const others = definitions.get(id);
    if (others) others.push(each);
    else definitions.set(id, [each]);
  }
  return definitions;
}

/** The definition's id; null for an item that Bricqer gives without its definition. */
export function definitionOf(item: BricqerStockItem): string | null {
  return item.definition ? (item.definitionId ?? null) : null;
}

function endless(): ConnectorError {
  const message = "Bricqer's list of stock does not end; reading was stopped.";
  return new ConnectorError({ code: "bad_response", message, operation: `GET ${listPaths.stock}` });
}
