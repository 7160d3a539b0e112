import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createCluster } from "./create-cluster.ts";
import { type OwnerLock, takeOwnerLock, waitUntilReady } from "./owner-lock.ts";
import { findPostgresBinaries } from "./postgres-binaries.ts";
import { type ProcessUser, postgresUser } from "./postgres-user.ts";
import { endPreviousServer } from "./previous-server.ts";

/** A PostgreSQL server that this process started for itself. */
export interface PostgresServer {
  /** Connection URL of its superuser, on the loopback interface, to the database `postgres`. */
  url: string;
  /** The process id of the server. */
  pid: number;
  /** Ends it in order; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Made and filled when it does not exist. One server, of one process, may use a folder at a time. */
  dataDir: string;
  /** Extra settings, such as `{ fsync: "off" }`. */
  settings?: Readonly<Record<string, string>>;
}

const superuser = "counterfoil";
const patienceMs = 60_000;

/**
 * Starts PostgreSQL on a folder, creating its cluster first where there is none. Needs nothing installed. The server
 * ends with this process, also when this process is killed. Throws when another process uses the folder.
 */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const user = await postgresUser(dataDir);
  if (user) await chown(dataDir, user.uid, user.gid);
  const binaries = await findPostgresBinaries({ runByOtherUser: user !== null });
  const cluster = join(dataDir, "cluster");
  const password = await readPassword(dataDir, user);
  const urlOf = (port: number) => `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
  await createCluster({ binaries, cluster, passwordFile: join(dataDir, "password"), superuser, user });
  await endPreviousServer(cluster, urlOf);
  const port = await freePort();
  const server = await startPatiently(urlOf(port), {
    command: [binaries.postgres, "-D", cluster, ...flags({ port: String(port), ...options.settings })],
    logFile: join(dataDir, "postgres.log"),
    user,
  });
  const lock = await takeOwnerLock(urlOf(port));
  if (!lock) throw new Error("another process took the new PostgreSQL server");
  return { url: urlOf(port), pid: server.pid, stop: () => stop(server, lock) };
}

/** Sessions of a killed server need a moment to notice; until then their memory keeps a new server from starting. */
async function startPatiently(url: string, command: ServerCommand): Promise<RunningServer> {
  for (const end = Date.now() + patienceMs; ; await sleep(100)) {
    const server = await spawnServer(command);
    const decided = new AbortController();
    const log = await Promise.race([server.exited, waitUntilReady(url, decided.signal)]);
    decided.abort();
    if (log === null) return server;
    if (!log.includes("is still in use") || Date.now() > end) throw startError(log);
  }
}

function startError(log: string): Error {
  return new Error(`PostgreSQL did not start: ${log.slice(-4_000)}`);
}

function flags(settings: Readonly<Record<string, string>>): string[] {
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** The superuser's password: made once, readable by the folder's owner only. */
async function readPassword(dataDir: string, user: ProcessUser | null): Promise<string> {
  const file = join(dataDir, "password");
  const known = await readFile(file, "utf8").catch(() => "");
  if (known.length > 0) return known;
  const password = randomBytes(24).toString("hex");
  await writeFile(file, password, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
  return password;
}

interface ServerCommand {
  command: readonly string[];
  /** Holds what the server of this run says. */
  logFile: string;
  user: ProcessUser | null;
}

interface RunningServer {
  child: ChildProcess;
  pid: number;
  /** Resolves with the log when the server is gone. */
  exited: Promise<string>;
}

// A watcher, detached from the server, waits for the end of the pipe that this process holds. The pipe ends with this
// process, however it ends; the watcher then asks the server for a fast shutdown.
const endWithParent = `exec 3<&0 </dev/null; ((read -r _ <&3; kill -INT $$) >/dev/null 2>&1 &); exec "$@" 3<&-`;

async function spawnServer(start: ServerCommand): Promise<RunningServer> {
  await writeFile(start.logFile, "", { mode: 0o600 });
  const log = await open(start.logFile, "a");
  // A session of its own: Ctrl+C in the terminal must reach this process only, which then stops the server in order.
  const child = spawn("/bin/sh", ["-c", endWithParent, "sh", ...start.command], {
    ...start.user,
    cwd: "/",
    detached: true,
    stdio: ["pipe", log.fd, log.fd],
  });
  await log.close();
  const exited = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => readFile(start.logFile, "utf8").then(resolve, reject));
  });
  exited.catch(() => {});
  if (child.pid === undefined) throw startError(await exited);
  child.unref();
  return { child, pid: child.pid, exited };
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stop(server: RunningServer, lock: OwnerLock): Promise<void> {
  await lock.release();
  server.child.ref();
  server.child.stdin?.end();
  await server.exited;
}
