#!/usr/bin/env node
// Entry point of `npm start`, `npm test` and friends. Runs on any Node from 20 on, with nothing but npm beside it:
// finds or fetches a current Node and pnpm, installs what the command needs, then hands over to it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildWeb } from "./lib/build-web.mjs";
import { installPackages } from "./lib/install-packages.mjs";
import { ensureToolchain, root } from "./lib/toolchain.mjs";

const commands = {
  start: { packages: ["@counterfoil/server...", "@counterfoil/web..."], web: true, script: "apps/server/src/main.ts" },
  sandbox: { packages: ["@counterfoil/simulators..."], web: false, script: "packages/simulators/src/sandbox-cli.ts" },
  admin: { packages: ["@counterfoil/server..."], web: false, script: "apps/server/src/admin/main.ts" },
  test: { packages: null, web: true, script: "tools/test.mjs" },
  proof: { packages: null, web: true, script: "node_modules/vitest/vitest.mjs", args: ["run", "--project", "proof"] },
  chaos: { packages: null, web: true, script: "node_modules/vitest/vitest.mjs", args: ["run", "--project", "chaos"] },
  attack: {
    ...{ packages: null, web: true, script: "node_modules/vitest/vitest.mjs" },
    ...{ args: ["run", "--project", "e2e", "e2e/attack"], environment: { ATTACKS: "all" } },
  },
  sbom: { packages: null, web: false, script: "tools/sbom.mjs" },
  verify: { packages: null, web: false, script: "tools/verify.mjs" },
  bench: { packages: null, web: false, script: "tools/bench.mjs" },
};

const [name = "", ...rest] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(`Unknown command "${name}". Use one of: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}

try {
  const toolchain = ensureToolchain();
  installPackages(toolchain, command.packages);
  if (command.web) buildWeb(toolchain);
  hand(toolchain, command);
} catch (error) {
  console.error(`\ncounterfoil: ${error.message}`);
  process.exit(1);
}

function hand(toolchain, { script, args = [], environment = {} }) {
  const child = spawn(toolchain.node, [join(root, script), ...args, ...rest], {
    stdio: "inherit",
    cwd: root,
    env: { ...toolchain.env, ...environment },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
