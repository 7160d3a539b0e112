import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface PackageManifest {
  name: string;
  dependencies?: Record<string, string>;
}

/** A folder outside the workspace in which one package is installed from its tarball, with what it depends on. */
export interface PackedInstall {
  folder: string;
  /** Names of the installed packages of ours. */
  installed: string[];
  remove: () => void;
}

/**
 * Builds, packs and installs one package alone. Our own dependencies come from their tarballs too; third-party ones
 * are linked to the copies that the workspace installed, so that nothing is fetched.
 */
export function installPacked(directory: string): PackedInstall {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-packed-"));
  const installed: string[] = [];
  installFrom(join(root, directory), folder, installed);
  return { folder, installed, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function installFrom(source: string, folder: string, installed: string[]): void {
  const { name } = readManifest(source);
  if (installed.includes(name)) return;
  installed.push(name);
  const target = join(folder, "node_modules", name);
  unpack(source, target);
  const requireHere = createRequire(join(realpathSync(source), "package.json"));
  for (const dependency of Object.keys(readManifest(target).dependencies ?? {})) {
    const found = packageFolder(requireHere, source, dependency);
    if (dependency.startsWith("@counterfoil/")) installFrom(found, folder, installed);
    else link(found, join(folder, "node_modules", dependency));
  }
}

function unpack(source: string, target: string): void {
  const scratch = mkdtempSync(join(tmpdir(), "counterfoil-tarball-"));
  execFileSync("pnpm", ["run", "build"], { cwd: source, stdio: "pipe" });
  execFileSync("pnpm", ["pack", "--pack-destination", scratch], { cwd: source, stdio: "pipe" });
  const tarball = readdirSync(scratch).find((file) => file.endsWith(".tgz"));
  if (!tarball) throw new Error(`${source}: no tarball was packed`);
  execFileSync("tar", ["-xzf", join(scratch, tarball), "-C", scratch]);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(scratch, "package"), target, { recursive: true });
  rmSync(scratch, { recursive: true, force: true });
}

// The package's own folder, even where its exports hide package.json.
function packageFolder(requireHere: NodeJS.Require, source: string, dependency: string): string {
  const paths = requireHere.resolve.paths(dependency) ?? [];
  for (const path of [join(source, "node_modules"), ...paths]) {
    try {
      return realpathSync(join(path, dependency));
    } catch {
      // Not installed at this level: look one further up.
    }
  }
  throw new Error(`${source}: ${dependency} is not installed`);
}

function link(found: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true });
  try {
    symlinkSync(found, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
}
