import { spawn } from "node:child_process";
import { access, chown, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import type { ProcessUser } from "./postgres-user.ts";

export interface NewCluster {
  binaries: PostgresBinaries;
  /** The folder to make. */
  cluster: string;
  passwordFile: string;
  superuser: string;
  user: ProcessUser | null;
}

const unfinishedPrefix = "cluster-unfinished-";

/**
 * Makes an empty PostgreSQL cluster unless there is one. It is made under a name of its own and renamed when whole: a
 * process killed half-way leaves nothing that looks like a cluster, and its `initdb`, which may live on for a moment,
 * does not write into the next one.
 */
export async function createCluster(wanted: NewCluster): Promise<void> {
  const { cluster, user } = wanted;
  if (await isCluster(cluster)) return;
  await removeUnfinished(dirname(cluster));
  const unfinished = await mkdtemp(join(dirname(cluster), unfinishedPrefix));
  if (user) await chown(unfinished, user.uid, user.gid);
  await initialise({ ...wanted, cluster: unfinished });
  await rename(unfinished, cluster);
}

async function isCluster(folder: string): Promise<boolean> {
  return await access(join(folder, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}

/** What is still being written by the `initdb` of a killed process stays, and is removed another time. */
async function removeUnfinished(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(unfinishedPrefix));
  await Promise.allSettled(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

async function initialise({ binaries, cluster, passwordFile, superuser, user }: NewCluster): Promise<void> {
  const options = [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
  ];
  const child = spawn(binaries.initdb, options, { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`PostgreSQL could not create its data folder: ${complaints.slice(-4_000)}`);
}
