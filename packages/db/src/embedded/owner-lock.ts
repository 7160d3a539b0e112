import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseErrorCode } from "../handle/database-error.ts";

const lockNumber = 4_719_320_116;
const cannotConnectNow = "57P03";
const patienceMs = 60_000;

/** Held as long as this process uses its embedded server. It ends with the connection, so also with the process. */
export interface OwnerLock {
  release(): Promise<void>;
}

/** Opens a connection; null while the server is starting, stopping, or not listening. */
async function connect(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    const code = databaseErrorCode(error);
    if (code === cannotConnectNow || code === "ECONNREFUSED" || code === "ECONNRESET") return null;
    throw error;
  }
}

/** Waits until the server takes connections: after a crash it first replays its log. Always null. */
export async function waitUntilReady(url: string, signal: AbortSignal): Promise<null> {
  for (const end = Date.now() + patienceMs; Date.now() < end && !signal.aborted; await sleep(20)) {
    const client = await connect(url);
    if (!client) continue;
    await client.end();
    return null;
  }
  throw new Error("PostgreSQL was started but takes no connections");
}

/** Takes the lock; null when another process holds it, or when the server takes no connections. */
export async function takeOwnerLock(url: string): Promise<OwnerLock | null> {
  const client = await connect(url);
  if (!client) return null;
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [lockNumber]);
  if (rows[0]?.taken) return { release: () => client.end() };
  await client.end();
  return null;
}

/** True when a process that is alive uses the server. */
export async function isOwned(url: string): Promise<boolean> {
  const client = await connect(url);
  if (!client) return false;
  const { rows } = await client.query<{ owned: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND (classid::bigint << 32) + objid::bigint = $1
      AND granted) AS owned`,
    [lockNumber],
  );
  await client.end();
  return rows[0]?.owned ?? false;
}
