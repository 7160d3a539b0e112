import { readFile, stat } from "node:fs/promises";

/** The user and group that a child process runs as. */
export interface ProcessUser {
  uid: number;
  gid: number;
}

/**
 * Who runs PostgreSQL: the caller (null), unless the caller is root, which PostgreSQL refuses. Then it is the owner
 * of the data folder, or the system's `postgres` user, or `nobody`.
 */
export async function postgresUser(dataDir: string): Promise<ProcessUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataDir);
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const users = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  const found = ["postgres", "nobody"].map((name) => users.find((fields) => fields[0] === name)).find((user) => user);
  if (!found) throw new Error("PostgreSQL does not run as root, and this system has no user `postgres` or `nobody`");
  return { uid: Number(found[2]), gid: Number(found[3]) };
}
