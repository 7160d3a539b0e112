import { ConnectorError } from "@counterfoil/connector-kit";
import { parseFixed, plainText } from "../bricqer-values.ts";
import { readCsv } from "./read-csv.ts";

/** What is left of one kind of goods, from the stock report. */
export interface ReportedStock {
  definitionId: string | null;
  /** Bricqer's letter: `P`, `S`, `M` and others. */
  itemType: string;
  /** BrickLink's number; the report may write it in another case than BrickLink. */
  itemId: string;
  /** Bricqer's own colour id, not BrickLink's. */
  colorId: string | null;
  condition: string;
  completeness: string | null;
  comments: string | null;
  quantity: number;
  /** The highest of its rows, as decimal text. */
  price: string | null;
  locations: string[];
}

/** Bricqer's report has one row for each batch item: rows of the same goods are added up. Pure. */
export function sumReport(csv: string): ReportedStock[] {
  const kinds = new Map<string, ReportedStock>();
  for (const row of readCsv(csv)) {
    const next = readRow(row);
    const key = [next.itemType, next.itemId, next.colorId, next.condition, next.completeness, next.comments]
      .join("\n")
      .toLowerCase();
    const before = kinds.get(key);
    kinds.set(key, before === undefined ? next : joined(before, next));
  }
  return [...kinds.values()];
}

function readRow(row: Record<string, string>): ReportedStock {
  const text = (name: string) => plainText(row[name]);
  const remaining = text("Remaining quantity");
  const itemId = text("Item ID");
  if (itemId === null || remaining === null || !/^\d+$/.test(remaining)) throw unreadable();
  return {
    definitionId: text("Definition ID"),
    itemType: text("Item Type") ?? "",
    itemId,
    colorId: text("Color ID"),
    condition: text("Condition") ?? "",
    completeness: text("Completeness"),
    comments: text("Comments"),
    quantity: Number(remaining),
    price: text("Price"),
    locations: [text("Location")].filter((location) => location !== null),
  };
}

function joined(before: ReportedStock, next: ReportedStock): ReportedStock {
  const dearer = (parseFixed(next.price) ?? -1) > (parseFixed(before.price) ?? -1);
  return {
    ...before,
    quantity: before.quantity + next.quantity,
    price: dearer ? next.price : before.price,
    locations: [...new Set([...before.locations, ...next.locations])],
  };
}

function unreadable(): ConnectorError {
  const message = "Bricqer's stock report has a row without item or quantity: it was not read.";
  return new ConnectorError({ code: "bad_response", message, operation: "GET stock report" });
}
