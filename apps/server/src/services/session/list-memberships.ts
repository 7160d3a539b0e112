import type { DatabaseHandle } from "@counterfoil/db";
import type { Role } from "../context.ts";

/** A workspace the user belongs to. */
export interface Membership {
  workspaceId: string;
  name: string;
  demo: boolean;
  role: Role;
  currency: string;
  timeZone: string;
  /** The connections that the member is confined to; null for all. */
  connections: string[] | null;
  /** Whether everybody who works there must have a second factor. */
  secondFactorDemanded: boolean;
}

/** The user's workspaces: real ones before the demo, oldest first. */
export async function listMemberships(db: DatabaseHandle, userId: string): Promise<Membership[]> {
  const rows = await db.asSystem((tx) =>
    tx
      .selectFrom("members")
      .innerJoin("workspaces", "workspaces.workspace_id", "members.workspace_id")
      .select(["workspaces.workspace_id", "name", "demo", "role", "currency", "time_zone", "connection_ids"])
      .select("second_factor_demanded")
      .where("members.user_id", "=", userId)
      .orderBy("demo")
      .orderBy("workspaces.created_at")
      .orderBy("workspaces.workspace_id")
      .execute(),
  );
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    name: row.name,
    demo: row.demo,
    role: row.role,
    currency: row.currency,
    timeZone: row.time_zone,
    connections: row.connection_ids,
    secondFactorDemanded: row.second_factor_demanded,
  }));
}
