import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import { type Config, readConfig } from "../config.ts";
import { loadKeys } from "../security/load-keys.ts";
import type { KeyRing } from "../security/master-key.ts";

/** What commands beside the server work on: the settings, the keys and the database of the same installation. */
export interface Installed {
  config: Config;
  keys: KeyRing;
  db: DatabaseHandle;
}

/** Opens the installation that the environment names, as the server would, for one command. */
export async function withInstallation<Result>(work: (installed: Installed) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const location = config.databaseUrl === null ? { dataDir: config.dataDir } : { url: config.databaseUrl };
  const db = await createDatabase(location);
  try {
    return await work({ config, keys: loadKeys(config), db });
  } finally {
    await db.close();
  }
}

/** Every workspace of the installation. */
export async function readWorkspaces(db: DatabaseHandle): Promise<{ id: string; name: string }[]> {
  return await db.asSystem((tx) =>
    tx.selectFrom("workspaces").select(["workspace_id as id", "name"]).orderBy("workspace_id").execute(),
  );
}

/** Says a line to the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
