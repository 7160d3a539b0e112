import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const wanted = { node: "24", pnpm: "12" };
const folder = join(root, ".toolchain");
const bin = join(folder, "node_modules", ".bin");
const windows = process.platform === "win32";

/** A Node that runs TypeScript directly (22.18+, 24+) and pnpm 12: the host's own, or fetched once by npm. */
export function ensureToolchain() {
  const hostNode = nodeIsCurrent(process.versions.node);
  const hostPnpm = version("pnpm")?.startsWith(`${wanted.pnpm}.`) === true;
  if (hostNode && hostPnpm) return toolchain(process.execPath, "pnpm", process.env.PATH ?? "");
  const node = join(bin, windows ? "node.cmd" : "node");
  const pnpm = join(bin, windows ? "pnpm.cmd" : "pnpm");
  if (!runs(node) || !runs(pnpm)) fetchToolchain();
  if (!runs(node) || !runs(pnpm)) {
    throw new Error(
      `could not fetch Node ${wanted.node} and pnpm ${wanted.pnpm} with npm. Install them and try again.`,
    );
  }
  return toolchain(node, pnpm, `${bin}${delimiter}${process.env.PATH ?? ""}`);
}

function toolchain(node, pnpm, path) {
  const env = { ...process.env, PATH: path, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  return { node, pnpm, env };
}

function nodeIsCurrent(text) {
  const [major, minor] = text.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 18);
}

function version(command) {
  const result = spawnSync(command, ["--version"], { encoding: "utf8", shell: windows, cwd: dirname(root) });
  return result.status === 0 ? result.stdout.trim() : null;
}

function runs(path) {
  return existsSync(path) && version(path) !== null;
}

function fetchToolchain() {
  console.error(`Fetching Node ${wanted.node} and pnpm ${wanted.pnpm} (once, into .toolchain) …`);
  mkdirSync(folder, { recursive: true });
  // A manifest of its own keeps npm from climbing to the workspace's.
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  spawnSync(
    "npm",
    [
      "install",
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      `node@${wanted.node}`,
      `pnpm@${wanted.pnpm}`,
    ],
    {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      shell: windows,
      // npm hands its own settings down through the environment; they would aim this install at the outer project.
      env: withoutNpmSettings(process.env),
    },
  );
}

function withoutNpmSettings(environment) {
  const dropped = new Set(["npm_config_local_prefix", "npm_config_prefix", "npm_package_json", "INIT_CWD"]);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !dropped.has(name)));
}
