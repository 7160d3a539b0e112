import { spawn } from "node:child_process";
import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
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

/**
 * Makes an empty PostgreSQL cluster unless there is one. It is made under another name and renamed when whole, so
 * that a process killed half-way leaves nothing that looks like a cluster.
 */
export async function createCluster(wanted: NewCluster): Promise<void> {
  const present = await access(join(wanted.cluster, "PG_VERSION")).then(
    () => true,
    () => false,
  );
  if (present) return;
  const unfinished = `${wanted.cluster}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await initialise({ ...wanted, cluster: unfinished });
  await rename(unfinished, wanted.cluster);
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
