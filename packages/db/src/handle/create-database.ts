import type { DatabaseHandle, DatabaseLocation } from "./database-handle.ts";
import { openEmbedded } from "./embedded.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { PrepareDatabase } from "./script-runner.ts";

/**
 * Opens the database and brings its schema up to date: PostgreSQL when a URL is given, otherwise an embedded one in
 * the folder given, or in memory. Several processes may open one URL at once; a folder belongs to one process, and a
 * second one is refused. `prepare` runs before the schema is touched.
 */
export async function createDatabase(
  location: DatabaseLocation,
  options: { prepare?: PrepareDatabase } = {},
): Promise<DatabaseHandle> {
  if ("url" in location) return await openPostgres({ ...location, ...options });
  if ("dataDir" in location) return await openEmbedded({ ...location, ...options });
  return await openPglite(options);
}
