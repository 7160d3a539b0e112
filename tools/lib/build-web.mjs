import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

const web = join(root, "apps", "web");
const built = join(web, "dist", "index.html");
const sources = [
  "apps/web/src",
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "apps/web/compress-assets.ts",
  "apps/web/compile-messages.ts",
  "packages/core/src",
  "pnpm-lock.yaml",
];

/** Builds the dashboard when its sources are newer than the last build. */
export function buildWeb(toolchain) {
  if (existsSync(built) && newest(sources.map((path) => join(root, path))) <= statSync(built).mtimeMs) return;
  console.error("Building the dashboard …");
  const result = spawnSync(toolchain.pnpm, ["exec", "vite", "build", "--logLevel", "warn"], {
    cwd: web,
    env: toolchain.env,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error("the dashboard could not be built; the lines above say why.");
}

function newest(paths) {
  return Math.max(0, ...paths.filter(existsSync).map(newestUnder));
}

function newestUnder(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return newest(readdirSync(path).map((name) => join(path, name)));
}
