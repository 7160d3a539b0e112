import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase } from "../handle/create-database.ts";
import type { DatabaseHandle, EmbeddedEngine } from "../handle/database-handle.ts";
import { newId } from "../new-id.ts";

// Decision 0060 records runs of twenty and more rounds; a few in every test run keep the property.
const rounds = Number(process.env["CRASH_ROUNDS"] ?? 3);
const patience = 60_000 + rounds * 20_000;
const writerFile = fileURLToPath(new URL("../testing/crash-writer.ts", import.meta.url));

let dataDir: string;
const workspaceId = newId();

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "counterfoil-crash-"));
});
afterEach(async () => {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
});

interface Writer {
  child: ChildProcess;
  /** Batches that the database confirmed. */
  confirmed: string[];
  kill(): Promise<void>;
}

function startWriter(engine: EmbeddedEngine): Writer {
  const child = spawn(process.execPath, [writerFile, dataDir, engine, workspaceId], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const confirmed: string[] = [];
  let partial = "";
  child.stdout.on("data", (chunk: Buffer) => {
    const lines = (partial + chunk.toString()).split("\n");
    partial = lines.pop() ?? "";
    confirmed.push(...lines);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = async () => {
    child.kill("SIGKILL");
    await gone;
  };
  return { child, confirmed, kill };
}

/** A different moment each round: start-up, first transaction, steady writing. */
async function waitForMoment(writer: Writer, round: number): Promise<void> {
  if (round % 4 !== 0) while (writer.confirmed.length === 0 && writer.child.exitCode === null) await sleep(5);
  await sleep(Math.random() * 700);
}

async function killServerToo(engine: EmbeddedEngine): Promise<void> {
  if (engine !== "postgres") return;
  const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (pid > 0) process.kill(pid, "SIGKILL");
}

async function survey(database: DatabaseHandle) {
  const { rows } = await sql<{ batch: string; units: number; wrong: number }>`
    SELECT movement.note AS batch, count(*)::int AS units,
      count(*) FILTER (WHERE item.quantity_on_hand <> movement.quantity)::int AS wrong
    FROM stock_movements AS movement
    JOIN inventory_items AS item ON item.workspace_id = movement.workspace_id AND item.id = movement.item_id
    GROUP BY movement.note`.execute(database.db);
  const items = await sql<{ count: number }>`SELECT count(*)::int AS count FROM inventory_items`.execute(database.db);
  return { batches: rows, items: items.rows[0]?.count };
}

describe.each<{ engine: EmbeddedEngine }>([{ engine: "postgres" }, { engine: "pglite" }])(
  "a killed process ($engine)",
  ({ engine }) => {
    it(
      "loses nothing that was confirmed and leaves nothing half-written",
      async () => {
        const confirmed: string[] = [];
        for (let round = 0; round < rounds; round += 1) {
          const writer = startWriter(engine);
          await waitForMoment(writer, round);
          if (round % 3 === 2) await killServerToo(engine);
          await writer.kill();
          confirmed.push(...writer.confirmed);
          const database = await createDatabase({ dataDir, engine });
          const { batches, items } = await survey(database);
          await database.close();
          expect(batches.map(({ batch }) => batch)).toEqual(expect.arrayContaining(confirmed));
          expect(batches.filter(({ units, wrong }) => units !== 20 || wrong !== 0)).toEqual([]);
          expect(items).toBe(batches.length * 20);
        }
        expect(confirmed.length).toBeGreaterThan(0);
      },
      patience,
    );

    it(
      "leaves a folder that opens, also when it was killed while making it",
      async () => {
        for (let round = 0; round < rounds; round += 1) {
          await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
          const writer = startWriter(engine);
          await sleep(300 + Math.random() * 1_500);
          await writer.kill();
          const database = await createDatabase({ dataDir, engine });
          expect((await survey(database)).batches.every(({ units }) => units === 20)).toBe(true);
          await database.close();
        }
      },
      patience,
    );

    it("does not let a second process into the folder, and lets one in afterwards", async () => {
      const writer = startWriter(engine);
      while (writer.confirmed.length === 0) await sleep(5);
      await expect(createDatabase({ dataDir, engine })).rejects.toThrow(/another Counterfoil uses this data folder/);
      await writer.kill();
      const database = await createDatabase({ dataDir, engine });
      await database.close();
    });
  },
);

describe("the embedded PostgreSQL server", () => {
  it("ends when its process is killed", async () => {
    const writer = startWriter("postgres");
    while (writer.confirmed.length === 0) await sleep(5);
    const file = join(dataDir, "postgres", "cluster", "postmaster.pid");
    await writer.kill();
    const patience = Date.now() + 20_000;
    while (Date.now() < patience && (await readFile(file).catch(() => null))) await sleep(20);
    await expect(readFile(file)).rejects.toThrow(/ENOENT/);
  });

  it("starts although an old lock file names a process that is another program", async () => {
    const database = await createDatabase({ dataDir, engine: "postgres" });
    await database.close();
    const file = join(dataDir, "postgres", "cluster", "postmaster.pid");

    await writeFile(file, `${process.pid}\n${dataDir}\n0\n1\n\n127.0.0.1\n0 0\nready\n`);
    const again = await createDatabase({ dataDir, engine: "postgres" });
    await again.close();
  });

  it("is closed with its handle and opens again with the same rows", async () => {
    const first = await createDatabase({ dataDir });
    await first.asSystem((tx) =>
      tx
        .insertInto("workspaces")
        .values({ workspace_id: workspaceId, name: "Kept", currency: "GBP", time_zone: "UTC" })
        .execute(),
    );
    await first.close();
    const second = await createDatabase({ dataDir });
    const rows = await second.asSystem((tx) => tx.selectFrom("workspaces").select("name").execute());
    await second.close();
    expect(rows).toEqual([{ name: "Kept" }]);
  });
});
