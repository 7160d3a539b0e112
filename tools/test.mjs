// `npm test`: static checks, package checks, then every vitest project. Closes with "N passed, N failed".
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageChecks, runCheck, staticChecks } from "./lib/checks.mjs";
import { root } from "./lib/toolchain.mjs";

const tally = { passed: 0, failed: 0, skipped: 0 };

for (const check of [...staticChecks, ...packageChecks]) {
  if (await runCheck(check)) tally.passed += 1;
  else tally.failed += 1;
}
for (const project of ["unit", "integration", "e2e"]) await runTests(project);

console.log("");
console.log(`${tally.passed} passed, ${tally.failed} failed${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""}`);
process.exit(tally.failed === 0 ? 0 : 1);

async function runTests(project) {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-test-"));
  const report = join(folder, "report.json");
  console.log(`\n── ${project} tests`);
  const code = await vitest([
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : null;
  rmSync(folder, { recursive: true, force: true });
  count(project, code, counted);
}

function count(project, code, report) {
  const passed = report?.numPassedTests ?? 0;
  const failed = report?.numFailedTests ?? 0;
  tally.passed += passed;
  tally.failed += failed;
  tally.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that could not be loaded, or a runner that died, fails no single test: count it all the same.
  if (code !== 0 && failed === 0) {
    console.log(`FAIL  the ${project} tests did not finish cleanly (exit code ${code})`);
    tally.failed += 1;
  }
  console.log(`${project}: ${passed} passed, ${failed} failed`);
}

function vitest(args) {
  return new Promise((resolve) => {
    const child = spawn(join(root, "node_modules", ".bin", "vitest"), args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NO_COLOR: "1" },
      shell: process.platform === "win32",
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}
