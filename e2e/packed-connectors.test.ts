import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installPacked } from "./support/packed-install.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.stop());

const sandboxAddress = "http://127.0.0.1:4010";

/** What a platform's example is about, where it is not orders. */
const topics: Readonly<Record<string, string>> = { brickset: "look-up", monzo: "transactions" };

/** The README's smallest example, which must be the type-checked one in examples/. */
function readmeExample(platform: string): string {
  const readme = readFileSync(`${root}packages/connectors/${platform}/README.md`, "utf8");
  const example = readFileSync(`${root}examples/${platform}-${topics[platform] ?? "orders"}.ts`, "utf8");
  expect(readme).toContain(example.trim());
  return example;
}

/** Runs a snippet as `node -e` would, without keeping this process from serving the sandbox. */
function runSnippet(code: string, cwd: string): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", code], { cwd });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      stderr += chunk;
    });
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

test.each(["ebay", "amazon", "tiktok-shop", "flipkart", "bricklink", "brickowl", "bricqer", "brickset", "monzo"])(
  "%s alone, from its tarball, runs its README's example on the sandbox",
  async (platform) => {
    const snippet = readmeExample(platform).replaceAll(sandboxAddress, sandbox.origin);
    const install = installPacked(`packages/connectors/${platform}`);
    try {
      expect(install.installed.toSorted()).toEqual(
        [`@counterfoil/${platform}`, "@counterfoil/connector-kit", "@counterfoil/core"].toSorted(),
      );
      const { status, stdout, stderr } = await runSnippet(snippet, install.folder);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(stdout.trim().split("\n").length).toBeGreaterThanOrEqual(6);
    } finally {
      install.remove();
    }
  },
);
