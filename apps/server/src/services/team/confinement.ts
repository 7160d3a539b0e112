import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { connectionName } from "../connections/connection-names.ts";
import type { Role, ServiceContext } from "../context.ts";
import { invalid } from "../service-error.ts";

/** The connections that somebody is confined to; null for all, also those that are made later. */
export const confinementSchema = z.array(z.uuid()).min(1, "Choose at least one connection.").max(500).nullable();

/** Throws `invalid` where people of the role see the whole workspace, who can then not be confined. */
export function requireConfinable(role: Role, connectionIds: readonly string[] | null): void {
  if (connectionIds === null || role === "packer" || role === "viewer") return;
  const message = "Owners and managers see every connection. Choose the role of packer or viewer.";
  throw invalid(message, [{ path: "connectionIds", message }]);
}

/** Throws `invalid` for a connection that is not there, or that whoever acts does not see. Answers their names. */
export async function requireConnections(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  connectionIds: readonly string[] | null,
): Promise<string[] | null> {
  if (connectionIds === null) return null;
  const rows = await tx
    .selectFrom("connections")
    .select(["platform", "label", "account"])
    .where("id", "in", [...connectionIds])
    .execute();
  const message = "One of these connections was not found.";
  if (rows.length !== new Set(connectionIds).size) throw invalid(message, [{ path: "connectionIds", message }]);
  return rows.map((row) => connectionName(ctx, row));
}
