import { ConnectorError, schemaIssues } from "@counterfoil/connector-kit";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { type BricklinkLot, lotSchema } from "../bricklink-schemas.ts";

/** One lot; null when BrickLink has none with that id (any more). */
export async function readLot(client: BricklinkClient, id: string, call: BricklinkCall): Promise<BricklinkLot | null> {
  try {
    return parseLot(await client.getLot(id, call));
  } catch (error) {
    if (ConnectorError.is(error) && error.code === "not_found") return null;
    throw error;
  }
}

/** Checks a lot of the wire. Throws `bad_response` naming the fields that are wrong. */
export function parseLot(raw: unknown): BricklinkLot {
  const result = lotSchema.safeParse(raw);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const where = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  const message = `BrickLink's answer does not look like a lot (${where}).`;
  throw new ConnectorError({ code: "bad_response", message, operation: "GET /inventories/{id}", issues });
}
