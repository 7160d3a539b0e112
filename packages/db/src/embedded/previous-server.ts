import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isOwned } from "./owner-lock.ts";

const patienceMs = 60_000;

/**
 * Clears the way for a new server on a cluster. A server whose owner was killed is ended; a lock file whose process
 * number now belongs to another program is removed. Throws when a process that is alive uses the folder.
 */
export async function endPreviousServer(cluster: string, urlOf: (port: number) => string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (!(await isPostgres(pid))) {
    await rm(file, { force: true });
    return;
  }
  if (port > 0 && (await staysOwned(urlOf(port))))
    throw new Error("another Counterfoil uses this data folder: stop it first, or give each a folder of its own");
  await end(pid);
}

/** The lock of a process killed a moment ago is still there for an instant: it is looked at several times. */
async function staysOwned(url: string): Promise<boolean> {
  for (let look = 0; look < 20; look += 1) {
    if (!(await isOwned(url))) return false;
    await sleep(50);
  }
  return true;
}

async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.includes("postgres");
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function end(pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(20)) if (!isAlive(pid)) return;
  throw new Error(`the PostgreSQL server of an earlier run (process ${pid}) does not end`);
}
