import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DatabaseHandle } from "@counterfoil/db";
import { openTestDatabase } from "@counterfoil/db/testing";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownerForm } from "./testing/test-server.ts";
import { createVisitor } from "./testing/visitor.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

interface Started {
  child: ChildProcess;
  url: string;
}

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "counterfoil-main-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  rmSync(dataDir, { recursive: true, force: true });
});

function run(environment: Record<string, string>): ChildProcess {
  const env = { PATH: process.env["PATH"], DATA_DIR: dataDir, LOG_LEVEL: "warn", ...environment };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

async function start(environment: Record<string, string> = {}): Promise<Started> {
  const child = run({ PORT: "0", ...environment });
  let output = "";
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const url = /Counterfoil is ready at (\S+)/.exec(output)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the server ended before it was ready: ${output}`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; errors: string }> {
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += String(chunk);
  });
  const [code] = await once(child, "exit");
  return { code: code as number | null, errors };
}

describe.each(["embedded", "postgres"])("the program (%s)", (kind) => {
  let database: DatabaseHandle | null = null;
  let environment: Record<string, string> = {};
  beforeEach(async () => {
    if (kind === "embedded") return;
    database = await openTestDatabase("postgres");
    const url = database.connection.kind === "postgres" ? database.connection.url : "";
    environment = { DATABASE_URL: url, COUNTERFOIL_MASTER_KEY: "b".repeat(64) };
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await kill(child);
    await database?.close();
    database = null;
  });

  test("what was stored is there again after a kill -9, and the same session works", async () => {
    const first = await start(environment);
    const visitor = createVisitor(first.url);
    expect((await visitor.mutate("setup.createOwner", ownerForm)).status).toBe(200);
    await kill(first.child);
    const second = await start(environment);
    const again = createVisitor(second.url);
    for (const [name, value] of visitor.cookies) again.cookies.set(name, value);
    expect((await again.query("session.me")).data).toMatchObject({ user: { email: ownerForm.email } });
    expect((await again.query("setup.status")).data).toMatchObject({ needsOwner: false, signedIn: true });
  });

  test("it stops cleanly when asked", async () => {
    const { child } = await start(environment);
    const end = endOf(child);
    child.kill("SIGTERM");
    expect(await end).toEqual({ code: 0, errors: "" });
  });
});

test("a wrong setting ends the start with the variable's name", async () => {
  const { code, errors } = await endOf(run({ PORT: "lots" }));
  expect(code).toBe(1);
  expect(errors).toContain("PORT: must be a number");
});

test("a port that is taken ends the start with its number and what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  try {
    const { code, errors } = await endOf(run({ PORT: String(port) }));
    expect(code).toBe(1);
    expect(errors).toContain(`Port ${port} is in use by another program. Set PORT`);
    expect(errors).not.toContain("    at ");
  } finally {
    other.close();
  }
});
