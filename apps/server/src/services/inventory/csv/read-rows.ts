import {
  type Condition,
  type Identifier,
  type InventoryStatus,
  identifierTypes,
  type ListingLink,
  type Money,
} from "@counterfoil/core/model";
import { bad, type CellResult, cellText, good, readQuantity } from "./cell-values.ts";
import type { ImportFieldName } from "./import-fields.ts";
import type { ColumnMapping } from "./map-columns.ts";
import { type DecimalMark, findDecimalMark, readAmount, readCurrency } from "./read-amount.ts";
import { type DateColumn, findDateOrder, readDate } from "./read-date.ts";
import { readIdentifiers, readListings } from "./read-pairs.ts";
import { readCondition, readStatus } from "./read-status.ts";
import type { Table, TableRow } from "./read-table.ts";

/** A row in the stock's own terms. Null is an empty cell, or no such column. */
export interface ImportRow {
  number: number;
  id: string | null;
  sku: string | null;
  title: string;
  quantity: number | null;
  status: InventoryStatus | null;
  condition: Condition | null;
  location: string | null;
  unitCost: Money | null;
  askingPrice: Money | null;
  acquiredAt: string | null;
  identifiers: readonly Identifier[];
  listings: readonly ListingLink[];
  imageUrl: string | null;
  note: string | null;
}

/** What is wrong with one cell, or with a row as a whole (column null). */
export interface RowProblem {
  row: number;
  column: string | null;
  message: string;
}

/** What the workspace says about how its files are written. */
export interface ReadingHabits {
  currency: string;
  countryCode: string | null;
  /** Whether something else may know what an item is, so that its title may be left out. */
  titlesMayLack?: boolean;
}

export interface ReadRows {
  rows: ImportRow[];
  problems: RowProblem[];
  dates: DateColumn;
}

interface Columns {
  mapping: ColumnMapping;
  indexOf: ReadonlyMap<string, number>;
  habits: ReadingHabits;
  marks: { unit_cost: DecimalMark; asking_price: DecimalMark };
  dates: DateColumn;
  width: number;
}

/** Reads every row. A row with a problem is not among the rows: it is in the problems, once for each bad cell. */
export function readRows(table: Table, mapping: ColumnMapping, habits: ReadingHabits): ReadRows {
  const indexOf = new Map(table.columns.map((column, index) => [column, index]));
  const textsOf = (field: ImportFieldName) => {
    const index = indexOf.get(mapping[field] ?? "");
    return index === undefined ? [] : table.rows.map(({ cells }) => cells[index] ?? "");
  };
  const columns: Columns = {
    mapping,
    indexOf,
    habits,
    marks: {
      unit_cost: findDecimalMark(textsOf("unit_cost")),
      asking_price: findDecimalMark(textsOf("asking_price")),
    },
    dates: findDateOrder(textsOf("acquired_at"), habits.countryCode),
    width: table.columns.length,
  };
  const rows: ImportRow[] = [];
  const problems: RowProblem[] = [];
  for (const row of table.rows) {
    const reader = new RowReader(row, columns);
    const read = reader.read();
    if (reader.problems.length === 0) rows.push(read);
    problems.push(...reader.problems);
  }
  return { rows, problems, dates: columns.dates };
}

const longest = { title: 500, sku: 200, location: 200, note: 5_000, image_url: 2_000 } as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads the cells of one row and keeps what is wrong with them. */
class RowReader {
  readonly problems: RowProblem[] = [];
  readonly #row: TableRow;
  readonly #columns: Columns;

  constructor(row: TableRow, columns: Columns) {
    this.#row = row;
    this.#columns = columns;
  }

  read(): ImportRow {
    this.#checkWidth();
    const currency = this.#value("currency", readCurrency) ?? this.#columns.habits.currency;
    return {
      number: this.#row.number,
      id: this.#value("id", readId),
      sku: this.#limited("sku"),
      title: this.#title(),
      quantity: this.#value("quantity", readQuantity),
      status: this.#value("status", readStatus),
      condition: this.#value("condition", readCondition),
      location: this.#limited("location"),
      unitCost: this.#amount("unit_cost", currency),
      askingPrice: this.#amount("asking_price", currency),
      acquiredAt: this.#value("acquired_at", (text) => readDate(text, this.#columns.dates.order)),
      identifiers: this.#identifiers(),
      listings: this.#value("listings", readListings) ?? [],
      imageUrl: this.#value("image_url", readWebAddress),
      note: this.#limited("note"),
    };
  }

  #checkWidth(): void {
    const { cells, number } = this.#row;
    if (cells.slice(this.#columns.width).every((cell) => cell.trim() === "")) return;
    const message = `The row has ${cells.length} cells and the first row ${this.#columns.width}. Put cells that hold a separator in quotation marks.`;
    this.problems.push({ row: number, column: null, message });
  }

  #text(field: ImportFieldName): string | null {
    const index = this.#columns.indexOf.get(this.#columns.mapping[field] ?? "");
    return index === undefined ? null : cellText(this.#row.cells[index] ?? "");
  }

  #value<Value>(field: ImportFieldName, read: (text: string) => CellResult<Value>): Value | null {
    const text = this.#text(field);
    if (text === null) return null;
    const result = read(text);
    if (result.ok) return result.value;
    this.#refuse(field, result.message);
    return null;
  }

  #refuse(field: ImportFieldName, message: string): void {
    this.problems.push({ row: this.#row.number, column: this.#columns.mapping[field], message });
  }

  #limited(field: keyof typeof longest): string | null {
    return this.#value(field, (text) =>
      text.length <= longest[field]
        ? good(text)
        : bad(`The text is longer than ${longest[field]} characters. Shorten it.`),
    );
  }

  #title(): string {
    const title = this.#limited("title");
    if (
      title === null &&
      this.#columns.habits.titlesMayLack !== true &&
      this.#columns.mapping.title !== null &&
      this.problems.every(({ column }) => column !== this.#columns.mapping.title)
    )
      this.#refuse("title", "The title is missing. Write what the item is.");
    return title ?? "";
  }

  #amount(field: "unit_cost" | "asking_price", otherwise: string): Money | null {
    const currency = this.#value(`${field}_currency`, readCurrency) ?? otherwise;
    return this.#value(field, (text) => readAmount(text, { mark: this.#columns.marks[field], currency }));
  }

  #identifiers(): Identifier[] {
    const single = identifierTypes.flatMap((type) => {
      const value = this.#value(type, readIdentifierCell);
      return value === null ? [] : [{ type, value }];
    });
    const all = [...single, ...(this.#value("identifiers", readIdentifiers) ?? [])];
    return [...new Map(all.map((one) => [`${one.type}:${one.value}`, one])).values()];
  }
}

function readId(text: string): CellResult<string> {
  if (uuid.test(text)) return good(text.toLowerCase());
  return bad(`"${text}" is not an id of this program. Leave the cell empty to add a new item.`);
}

function readIdentifierCell(text: string): CellResult<string> {
  if (/^\d+(?:[.,]\d+)?e\+\d+$/i.test(text))
    return bad(`"${text}" was shortened by the spreadsheet. Format the column as text and enter the number again.`);
  return text.length <= 200 ? good(text) : bad("The number is longer than 200 characters.");
}

function readWebAddress(text: string): CellResult<string> {
  if (/^https?:\/\/\S+$/i.test(text) && text.length <= longest.image_url) return good(text);
  return bad(`"${text.slice(0, 60)}" is not a web address. It begins with https://`);
}
