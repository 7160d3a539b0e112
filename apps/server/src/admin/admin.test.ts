import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDatabase, type DatabaseHandle, dumpDatabase, newId } from "@counterfoil/db";
import { createTestWorkspace, openTestDatabase } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createJweVault } from "../security/jwe-vault.ts";
import { loadOrCreateKeyFile, parseMasterKeys } from "../security/master-key.ts";
import { writeAudit } from "../services/audit/write-audit.ts";
import type { ServiceContext } from "../services/context.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const passphrase = "a long enough passphrase";
const newKey = Buffer.alloc(32, 1).toString("base64");
const formerKey = Buffer.alloc(32, 2).toString("base64");

let folder: string;
const closers: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "counterfoil-admin-"));
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command as a person would; gives its exit code and what it said. */
async function admin(environment: Record<string, string>, ...words: string[]): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env["PATH"], COUNTERFOIL_BACKUP_PASSPHRASE: passphrase, ...environment };
  const child = spawn(process.execPath, [main, ...words], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += String(chunk);
    });
  }
  const [code] = await once(child, "close");
  return { code: Number(code), said };
}

/** A little installation: one workspace, one sealed secret, one audit row. */
async function fill(db: DatabaseHandle, keys: ReturnType<typeof parseMasterKeys>): Promise<string> {
  const workspaceId = await createTestWorkspace(db);
  const connectionId = newId();
  const binding = { workspaceId, subjectId: connectionId, purpose: "fields" } as const;
  const sealed = await createJweVault(keys).seal(binding, { apiKey: "hunter2" });
  await db.inWorkspace(workspaceId, async (tx) => {
    await tx
      .insertInto("connections")
      .values({
        workspace_id: workspaceId,
        id: connectionId,
        platform: "brickowl",
        method: "keys",
        status: "connected",
      })
      .execute();
    await tx
      .insertInto("credentials")
      .values({
        ...{ workspace_id: workspaceId, connection_id: connectionId, kind: "fields" },
        ...{ ciphertext: sealed.ciphertext, key_id: sealed.keyId },
      })
      .execute();
    const ctx = { workspaceId, newId, now: () => new Date(), actor: { kind: "system", name: "test" }, requestId: "r" };
    const entry = { action: "connection-saved", subjectType: "connection", subjectId: connectionId, text: "Saved" };
    await writeAudit(tx, ctx as unknown as ServiceContext, entry);
  });
  return workspaceId;
}

async function exportOf(db: DatabaseHandle): Promise<string> {
  const lines: string[] = [];
  await dumpDatabase(db, async (line) => {
    lines.push(line);
  });
  return lines.join("\n");
}

async function urlOfNewDatabase(): Promise<{ db: DatabaseHandle; url: string }> {
  const db = await openTestDatabase("postgres");
  closers.push(() => db.close());
  if (db.connection.kind !== "postgres") throw new Error("not a PostgreSQL database");
  return { db, url: db.connection.url };
}

describe("an installation with its own folder", () => {
  test("gets a new key, is saved, wiped and restored, byte for byte, with the key that opens its secrets", async () => {
    const dataDir = join(folder, "data");
    const installed = await createDatabase({ dataDir });
    await fill(installed, loadOrCreateKeyFile(dataDir));
    await installed.close();
    const former = readFileSync(join(dataDir, "master.key"), "utf8");

    expect(await admin({ DATA_DIR: dataDir }, "keys", "rotate")).toMatchObject({ code: 0 });
    const current = readFileSync(join(dataDir, "master.key"), "utf8");
    expect(current).not.toContain(former.trim());
    const status = await admin({ DATA_DIR: dataDir }, "keys", "status");
    expect(status.said).toBe(`${parseMasterKeys(current)[0]?.id}  1 secrets  current\n`);

    const file = join(folder, "saved.age");
    expect((await admin({ DATA_DIR: dataDir }, "backup", file)).said).toMatch(/^Saved \d+ rows to /);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, "latin1")).not.toContain("hunter2");
    const before = await opened({ dataDir }, exportOf);
    rmSync(dataDir, { recursive: true });

    expect(await admin({ DATA_DIR: dataDir }, "restore", file)).toMatchObject({ code: 0 });
    expect(await opened({ dataDir }, exportOf)).toBe(before);
    expect(readFileSync(join(dataDir, "master.key"), "utf8")).toBe(current);
    expect((await admin({ DATA_DIR: dataDir }, "restore", file)).said).toMatch(/in use/);
    // Six times a database server is started and stopped.
  }, 240_000);
});

async function opened<Result>(
  location: { dataDir: string },
  work: (db: DatabaseHandle) => Promise<Result>,
): Promise<Result> {
  const db = await createDatabase(location);
  return await work(db).finally(() => db.close());
}

describe("an installation on a PostgreSQL of its own", () => {
  test("seals its secrets under the key in front, is saved while it works, and restored into another database", async () => {
    const { db, url } = await urlOfNewDatabase();
    await fill(db, parseMasterKeys(formerKey));
    const settings = { DATABASE_URL: url, COUNTERFOIL_MASTER_KEY: `${newKey},${formerKey}`, DATA_DIR: folder };
    expect((await admin(settings, "keys", "rotate")).said).toMatch(/Done: 1 sealed under key/);
    const file = join(folder, "saved.age");
    expect((await admin(settings, "backup", file)).code).toBe(0);
    const target = await urlOfNewDatabase();
    expect(await admin({ ...settings, DATABASE_URL: target.url }, "restore", file)).toMatchObject({ code: 0 });
    expect(await exportOf(target.db)).toBe(await exportOf(db));
  });

  test("has its trail read; a row that was tampered with is named, with exit code 1", async () => {
    const { db, url } = await urlOfNewDatabase();
    await fill(db, parseMasterKeys(newKey));
    const settings = { DATABASE_URL: url, COUNTERFOIL_MASTER_KEY: newKey, DATA_DIR: folder };
    expect(await admin(settings, "audit", "verify")).toMatchObject({ code: 0 });
    await db.db.transaction().execute(async (tx) => {
      await sql`ALTER TABLE audit NO FORCE ROW LEVEL SECURITY`.execute(tx);
      await sql`UPDATE audit SET actor = 'nobody'`.execute(tx);
    });
    const verified = await admin(settings, "audit", "verify");
    expect(verified.code).toBe(1);
    expect(verified.said).toMatch(/Audit row \S+ \(number 1\) was changed/);
  });
});

test("a backup is refused without a passphrase, and a restore with another one", async () => {
  const { db, url } = await urlOfNewDatabase();
  await fill(db, parseMasterKeys(newKey));
  const settings = { DATABASE_URL: url, COUNTERFOIL_MASTER_KEY: newKey, DATA_DIR: folder };
  const file = join(folder, "saved.age");
  const refused = await admin({ ...settings, COUNTERFOIL_BACKUP_PASSPHRASE: "" }, "backup", file);
  expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/COUNTERFOIL_BACKUP_PASSPHRASE/) });
  await admin(settings, "backup", file);
  const elsewhere = { ...settings, DATABASE_URL: (await urlOfNewDatabase()).url };
  const wrong = await admin({ ...elsewhere, COUNTERFOIL_BACKUP_PASSPHRASE: "another passphrase" }, "restore", file);
  expect(wrong).toMatchObject({ code: 1, said: expect.stringMatching(/passphrase is another one/) });
  writeFileSync(file, readFileSync(file).subarray(0, -100));
  expect((await admin(elsewhere, "restore", file)).said).toMatch(/damaged/);
});

describe("accounts", () => {
  test("a link to set the password anew is printed, and a lost second factor is taken away", async () => {
    const dataDir = join(folder, "data");
    const db = await createDatabase({ dataDir });
    await db.db
      .insertInto("auth.user")
      .values({ id: "ann", name: "Ann", email: "ann@example.com", twoFactorEnabled: true })
      .execute();
    await db.close();
    const settings = { DATA_DIR: dataDir, PUBLIC_URL: "https://desk.example" };
    const { said } = await admin(settings, "accounts", "reset-link", "Ann@example.com");
    expect(said).toMatch(/^https:\/\/desk\.example\/reset-password#[\w-]{43}\n$/);
    expect(await admin(settings, "accounts", "reset-link", "eve@example.com")).toEqual({
      ...{ code: 1, said: "Nobody signs in with eve@example.com.\n" },
    });
    expect((await admin(settings, "accounts", "two-factor-off", "ann@example.com")).code).toBe(0);
    const after = await createDatabase({ dataDir });
    closers.push(() => after.close());
    expect(await after.db.selectFrom("auth.user").select("twoFactorEnabled").execute()).toEqual([
      { twoFactorEnabled: false },
    ]);
  });
});
