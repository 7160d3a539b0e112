// Builds every publishable package, packs it as it would be published, and lints the tarball (publint, attw).
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishablePackages } from "./lib/publishable-packages.mjs";
import { root } from "./lib/toolchain.mjs";

const bin = (name) => join(root, "node_modules", ".bin", name);
const folder = mkdtempSync(join(tmpdir(), "counterfoil-pack-"));
let failed = false;

try {
  execFileSync(bin("turbo"), ["run", "build", "--output-logs=errors-only", "--ui=stream"], {
    cwd: root,
    stdio: "inherit",
  });
  for (const directory of publishablePackages()) check(directory);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

function check(directory) {
  const { name } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8"));
  const before = new Set(readdirSync(folder));
  execFileSync("pnpm", ["pack", "--pack-destination", folder], { cwd: directory, stdio: "ignore" });
  const tarball = readdirSync(folder).find((file) => !before.has(file));
  for (const command of [
    [bin("publint"), "run", "--strict", join(folder, tarball)],
    [bin("attw"), "--profile", "esm-only", join(folder, tarball)],
  ]) {
    try {
      execFileSync(command[0], command.slice(1), { cwd: directory, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      failed = true;
      console.error(`${name}: ${command[0].split("/").pop()} objects\n${error.stdout}${error.stderr}`);
    }
  }
}
