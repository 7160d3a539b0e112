import type { DatabaseHandle, DatabaseLocation } from "./database-handle.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

/**
 * Opens the database and brings its schema up to date: PostgreSQL when a URL is given, otherwise an embedded one in
 * the folder given, or in memory. Several processes may open one URL at once; a folder has one process.
 */
export async function createDatabase(location: DatabaseLocation): Promise<DatabaseHandle> {
  if ("url" in location) return await openPostgres(location);
  if ("dataDir" in location) return await openPglite({ dataDir: location.dataDir });
  return await openPglite({});
}
