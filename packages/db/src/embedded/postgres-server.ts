import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { findPostgresBinaries, type PostgresBinaries } from "./postgres-binaries.ts";
import { type ProcessUser, postgresUser } from "./postgres-user.ts";

/** A PostgreSQL server that this process started for itself. */
export interface PostgresServer {
  /** Connection URL of its superuser, on the loopback interface, to the database `postgres`. */
  url: string;
  /** Ends it in order; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Made and filled when it does not exist. One server may use a folder at a time. */
  dataDir: string;
  /** Extra settings, such as `{ fsync: "off" }`. */
  settings?: Readonly<Record<string, string>>;
}

const superuser = "counterfoil";

/** Starts PostgreSQL on a folder, creating its cluster first where there is none. Needs nothing installed. */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { dataDir } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const user = await postgresUser(dataDir);
  if (user) await chown(dataDir, user.uid, user.gid);
  const binaries = await findPostgresBinaries({ runByOtherUser: user !== null });
  const cluster = join(dataDir, "cluster");
  const password = await readPassword(dataDir, user);
  if (!(await exists(join(cluster, "PG_VERSION")))) await createCluster({ binaries, cluster, dataDir, user });
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    ...options.settings,
  };
  const server = await run({ binaries, cluster, user, settings });
  return {
    url: `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`,
    stop: () => stop(server),
  };
}

async function exists(path: string): Promise<boolean> {
  return await readFile(path).then(
    () => true,
    () => false,
  );
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

async function readPassword(dataDir: string, user: ProcessUser | null): Promise<string> {
  const file = join(dataDir, "password");
  if (!(await exists(file))) {
    await writeFile(file, randomBytes(24).toString("hex"), { mode: 0o600 });
    if (user) await chown(file, user.uid, user.gid);
  }
  return (await readFile(file, "utf8")).trim();
}

interface ClusterPlace {
  binaries: PostgresBinaries;
  cluster: string;
  user: ProcessUser | null;
}

/** A cluster is made under another name and renamed when whole, by removing what an interrupted run left behind. */
async function createCluster({ binaries, cluster, dataDir, user }: ClusterPlace & { dataDir: string }): Promise<void> {
  await rm(cluster, { recursive: true, force: true });
  const process_ = spawn(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${superuser}`,
      `--pwfile=${join(dataDir, "password")}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ],
    { ...user, stdio: ["ignore", "ignore", "pipe"] },
  );
  const output = collect(process_);
  const code = await new Promise<number | null>((resolve, reject) => {
    process_.once("error", reject);
    process_.once("close", resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder: ${output()}`);
  await chmod(cluster, 0o700);
}

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-8_000);
  });
  return () => text;
}

const readyMessage = "ready to accept connections";

async function run(place: ClusterPlace & { settings: Readonly<Record<string, string>> }): Promise<ChildProcess> {
  const flags = Object.entries(place.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(place.binaries.postgres, ["-D", place.cluster, ...flags], {
    ...place.user,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const output = collect(child);
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`PostgreSQL did not start: ${output()}`)));
    child.stderr?.on("data", () => output().includes(readyMessage) && resolve());
  });
  return child;
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGINT");
  await gone;
}
