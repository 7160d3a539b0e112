import { access, chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { everyoneMayEnter, findPostgresBinaries } from "../embedded/postgres-binaries.ts";
import { startPostgresServer } from "../embedded/postgres-server.ts";
import type { DatabaseHandle, EmbeddedEngine } from "./database-handle.ts";
import { openPgliteFolder } from "./pglite.ts";
import { openPostgres, withScriptRunner } from "./postgres.ts";
import type { PrepareDatabase } from "./script-runner.ts";

const databaseName = "counterfoil";

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** The engine a folder was made with, or for a new folder the best that runs here. */
async function chooseEngine(dataDir: string): Promise<EmbeddedEngine> {
  if (await exists(join(dataDir, "postgres"))) return "postgres";
  if (await exists(join(dataDir, "pglite"))) return "pglite";
  return (await serverRunsIn(dataDir)) ? "postgres" : "pglite";
}

/** Where PostgreSQL is packaged for the system. Under root it runs as another user, who must reach the folder (not under /root). */
async function serverRunsIn(dataDir: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  const otherUser = process.getuid?.() === 0;
  if (otherUser && !(await everyoneMayEnter(dataDir))) return false;
  return await findPostgresBinaries({ runByOtherUser: otherUser }).then(
    () => true,
    () => false,
  );
}

/**
 * Opens the embedded database of a folder: a PostgreSQL server that this handle starts and stops, or PGlite on
 * systems for which no server is packaged. A folder keeps the engine it was made with.
 */
export async function openEmbedded(options: {
  dataDir: string;
  engine?: EmbeddedEngine;
  prepare?: PrepareDatabase;
}): Promise<DatabaseHandle> {
  await mkdir(options.dataDir, { recursive: true });
  // Under root the server runs as another user: it may pass through this folder, and still not list it.
  if (process.getuid?.() === 0) await chmod(options.dataDir, 0o711);
  const engine = options.engine ?? (await chooseEngine(options.dataDir));
  if (engine === "pglite") return await openPgliteFolder(join(options.dataDir, "pglite"), options.prepare);
  return await openServer(join(options.dataDir, "postgres"), options.prepare);
}

async function openServer(dataDir: string, prepare?: PrepareDatabase): Promise<DatabaseHandle> {
  const server = await startPostgresServer({ dataDir });
  try {
    const handle = await openPostgres({ url: await ensureDatabase(server.url), ...(prepare && { prepare }) });
    return {
      ...handle,
      close: async () => {
        await handle.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(serverUrl: string): Promise<string> {
  await withScriptRunner(serverUrl, async (runner) => {
    const found = await runner.query("SELECT 1 FROM pg_database WHERE datname = $1", [databaseName]);
    if (found.length === 0) await runner.run(`CREATE DATABASE ${databaseName}`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${databaseName}`;
  return url.href;
}
