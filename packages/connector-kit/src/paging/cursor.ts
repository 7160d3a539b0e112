import type { z } from "zod";
import { ConnectorError } from "../contract/index.ts";

/** Writes a cursor: JSON text, opaque to everyone but the connector that wrote it. */
export function encodeCursor(value: unknown): string {
  return JSON.stringify(value);
}

/** Reads a cursor back. Throws `invalid_request` for text that this connector did not write. */
export function decodeCursor<Value>(schema: z.ZodType<Value>, cursor: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(cursor);
  } catch {
    throw unreadable();
  }
  const result = schema.safeParse(value);
  if (!result.success) throw unreadable();
  return result.data;
}

function unreadable(): ConnectorError {
  return new ConnectorError({
    code: "invalid_request",
    message: "The stored position in the list cannot be read. Start again from the beginning.",
  });
}
