import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

const stampFile = join(root, "node_modules", ".counterfoil-installed.json");

/** Installs the workspace from the lock file: only `filters` and what they need, or everything when null. */
export function installPackages(toolchain, filters) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  const done = readStamp();
  if (done.lock === lock && (done.everything || covers(done.filters, filters))) return;
  console.error("Installing packages …");
  const selection = (filters ?? []).flatMap((filter) => ["--filter", filter]);
  const result = spawnSync(toolchain.pnpm, ["install", "--frozen-lockfile", "--reporter=append-only", ...selection], {
    cwd: root,
    env: { ...toolchain.env, CI: "true" },
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) throw new Error("the packages could not be installed; the lines above say why.");
  mkdirSync(join(root, "node_modules"), { recursive: true });
  const earlier = done.lock === lock ? (done.filters ?? []) : [];
  writeFileSync(
    stampFile,
    JSON.stringify({ lock, everything: filters === null, filters: [...new Set([...earlier, ...(filters ?? [])])] }),
  );
}

function readStamp() {
  if (!existsSync(stampFile)) return {};
  try {
    return JSON.parse(readFileSync(stampFile, "utf8"));
  } catch {
    return {};
  }
}

function covers(have, want) {
  return want !== null && Array.isArray(have) && want.every((filter) => have.includes(filter));
}
