// `npm run bench -- NAME`: runs benchmarks/NAME/index.ts. Standard output is one JSON object a line.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/toolchain.mjs";

const folder = join(root, "benchmarks");
const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "index.ts")));
const [name = "", ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`Unknown benchmark "${name}". There are: ${names.join(", ") || "none yet"}.`);
  process.exit(2);
}
const result = spawnSync(process.execPath, ["--expose-gc", join(folder, name, "index.ts"), ...rest], {
  stdio: "inherit",
  cwd: root,
});
process.exit(result.status ?? 1);
