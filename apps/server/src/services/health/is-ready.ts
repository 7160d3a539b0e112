import { sql } from "kysely";
import type { ServerParts } from "../context.ts";

/** Whether the database answers. */
export async function isReady({ db }: Pick<ServerParts, "db">): Promise<boolean> {
  await sql`select 1`.execute(db.db);
  return true;
}
