import { ConnectorError, schemaIssues } from "@counterfoil/connector-kit";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { type BrickowlLot, lotSchema } from "../brickowl-schemas.ts";

/** One lot; null when Brick Owl has none with that id. The filter is checked again: unknown filters are ignored there. */
export async function readLot(client: BrickowlClient, id: string, call: BrickowlCall): Promise<BrickowlLot | null> {
  const records = await client.listLots({ lot_id: id }, call).catch((error: unknown) => {
    if (ConnectorError.is(error) && error.code === "not_found") return [];
    throw error;
  });
  const raw = records.find((record) => isLot(record, id));
  if (raw === undefined) return null;
  const result = lotSchema.safeParse(raw);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const where = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  const message = `Brick Owl's answer does not look like a lot (${where}).`;
  throw new ConnectorError({ code: "bad_response", message, operation: "GET /inventory/list", issues });
}

function isLot(record: unknown, id: string): boolean {
  return typeof record === "object" && record !== null && "lot_id" in record && String(record.lot_id) === id;
}
