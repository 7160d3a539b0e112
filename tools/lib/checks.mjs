import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./toolchain.mjs";

/** Static checks: seconds, no database, no browser. Each counts as one test in the closing line. */
export const staticChecks = [
  { name: "format and lint (biome)", command: ["biome", "check", "--error-on-warnings", "."] },
  {
    name: "types (tsc in every package)",
    // Two at a time and each on one thread: the compiler's threads work types out anew, and memory is what runs short.
    command: [
      ...["turbo", "run", "typecheck", "--concurrency=2", "--output-logs=errors-only", "--ui=stream"],
      ...["--", "--singleThreaded"],
    ],
  },
  {
    name: "forbidden arrows (dependency-cruiser)",
    command: ["depcruise", "--config", ".dependency-cruiser.mjs", "--output-type", "err", "packages", "apps"],
  },
  { name: "unused files, exports and dependencies (knip)", command: ["knip", "--no-progress"] },
  { name: "house rules (structure, names, lock file)", command: ["node", "tools/check-house.mjs"] },
];

/** Slower checks of what would be published. */
export const packageChecks = [
  { name: "published packages (build, publint, attw)", command: ["node", "tools/check-packages.mjs"] },
];

/** Runs one check; prints its output only when it fails. Resolves to whether it passed. */
export async function runCheck({ name, command }) {
  const started = Date.now();
  const { code, output } = await run(command);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? "ok  " : "FAIL"}  ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.trimEnd());
  return code === 0;
}

function run([program, ...args]) {
  return new Promise((resolve) => {
    const local = join(root, "node_modules", ".bin", program);
    const child = spawn(program === "node" ? process.execPath : local, args, {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", CI: "true" },
      shell: process.platform === "win32",
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (chunk) => {
        output += chunk;
      });
    }
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
