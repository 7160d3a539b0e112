import type { z } from "zod";
import type { PageProblem } from "../contract/index.ts";

export interface RecordReader<Wire, Item> {
  /** Checks one record of the wire. */
  schema: z.ZodType<Wire>;
  /** Turns a checked record into the canonical shape; may throw for a record it cannot map. */
  map(wire: Wire, raw: unknown): Item;
  /** The record's id, read from the raw record as well as possible; null when it has none. */
  idOf(raw: unknown): string | null;
}

/** Reads the records of one page one by one: a bad record becomes a problem, and the rest are delivered. */
export function readRecords<Wire, Item>(
  records: readonly unknown[],
  reader: RecordReader<Wire, Item>,
): { items: Item[]; problems: PageProblem[] } {
  const items: Item[] = [];
  const problems: PageProblem[] = [];
  for (const raw of records) {
    const result = reader.schema.safeParse(raw);
    try {
      if (result.success) items.push(reader.map(result.data, raw));
      else problems.push({ externalId: reader.idOf(raw), message: complaint(result.error), raw });
    } catch (error) {
      const message = error instanceof Error ? error.message : "the record could not be read";
      problems.push({ externalId: reader.idOf(raw), message, raw });
    }
  }
  return { items, problems };
}

function complaint(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.map(String).join(".") || "record"}: ${issue.message}`).join("; ");
}
