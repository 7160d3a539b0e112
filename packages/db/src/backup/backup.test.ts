import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, expect, inject, it } from "vitest";
import { createDatabase } from "../handle/create-database.ts";
import type { DatabaseHandle, DatabaseLocation } from "../handle/database-handle.ts";
import { withScriptRunner } from "../handle/postgres.ts";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";
import { dumpDatabase } from "./dump-database.ts";
import { restoreDatabase } from "./restore-database.ts";

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function dump(database: DatabaseHandle): Promise<string[]> {
  const lines: string[] = [];
  await dumpDatabase(database, async (line) => {
    lines.push(line);
  });
  return lines;
}

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

/** An empty database of the other kind than the one that was saved, or of the same. */
async function emptyPlace(kind: "postgres" | "pglite"): Promise<DatabaseLocation> {
  if (kind === "pglite") {
    const dataDir = mkdtempSync(join(tmpdir(), "counterfoil-restored-"));
    undo.push(async () => rmSync(dataDir, { recursive: true, force: true }));
    return { dataDir, engine: "pglite" };
  }
  const name = `restored_${randomUUID().replaceAll("-", "")}`;
  const server = inject("postgresUrl");
  await withScriptRunner(server, (runner) => runner.run(`CREATE DATABASE ${name}`));
  undo.push(() => withScriptRunner(server, (runner) => runner.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href };
}

async function restore(location: DatabaseLocation, lines: readonly string[]): Promise<DatabaseHandle> {
  const restored = await createDatabase(location, {
    prepare: async (runner) => {
      await restoreDatabase(runner, linesOf(lines));
    },
  });
  undo.push(() => restored.close());
  return restored;
}

/** A little of everything that is easily changed on the way: texts, times, numbers, JSON, arrays, nulls, money. */
async function fill(context: DatabaseContext): Promise<string> {
  const w = await context.createWorkspace();
  const [user, item, order, line, connection] = Array.from({ length: 5 }, () => randomUUID());
  await sql`INSERT INTO auth."user" (id, name, email) VALUES (${user}, 'Zoë "the" O''Neil', ${`${user}@example.test`})`.execute(
    context.database.db,
  );
  await context.database.inWorkspace(w, async (tx) => {
    for (const statement of [
      sql`INSERT INTO members (workspace_id, user_id, role) VALUES (${w}, ${user}, 'owner')`,
      sql`INSERT INTO connections (workspace_id, id, platform, method, status, warnings) VALUES
        (${w}, ${connection}, 'ebay', 'keys', 'connected', '["a \\"quoted\\" word", null, 1.50]')`,
      sql`INSERT INTO inventory_items (workspace_id, id, title, status, sku) VALUES
        (${w}, ${item}, ${"Tab\there\nand a line, ünïcode 積木 🧱 \\ backslash"}, 'in_stock', ' S-1 ')`,
      sql`INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind) VALUES
        (${w}, ${randomUUID()}, ${item}, 'received', 3, 'person')`,
      sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
          placed_at, changed_at, currency, lines_complete, total_minor)
        VALUES (${w}, ${order}, ${connection}, 'ebay', '1', 'paid', 'PAID', 'paid', '2026-03-29T01:30:00.123456Z', now(),
          'GBP', true, 9007199254740991)`,
      sql`INSERT INTO order_lines (workspace_id, id, order_id, external_id, position, title, quantity, currency)
        VALUES (${w}, ${line}, ${order}, '1', 0, 'T', 1, 'GBP')`,
      sql`INSERT INTO claims (workspace_id, id, order_id, line_id, item_id, quantity, method, decided_by_kind)
        VALUES (${w}, ${randomUUID()}, ${order}, ${line}, ${item}, 1, 'sku', 'system')`,
      sql`INSERT INTO idempotency_keys (workspace_id, scope, key, request_hash, response) VALUES (${w}, 's', 'k', 'h', 'null')`,
    ])
      await statement.execute(tx);
  });
  return w;
}

describeEachDatabase("a backup", (context) => {
  it.each(["pglite", "postgres"] as const)(
    "restored into %s holds exactly what was saved, and works on",
    async (kind) => {
      const w = await fill(context);
      const saved = await dump(context.database);
      const restored = await restore(await emptyPlace(kind), saved);
      expect(await dump(restored)).toEqual(saved);
      const stock = await restored.inWorkspace(w, async (tx) => {
        await sql`UPDATE claims SET quantity = 2`.execute(tx);
        return (await sql<{ claimed: number }>`SELECT quantity_claimed AS claimed FROM inventory_items`.execute(tx))
          .rows;
      });
      expect(stock).toEqual([{ claimed: 2 }]);
      const beyond = restored.inWorkspace(w, (tx) => sql`UPDATE claims SET quantity = 4`.execute(tx));
      await expect(beyond).rejects.toThrow();
      expect(await restored.inWorkspace(randomUUID(), (tx) => tx.selectFrom("orders").selectAll().execute())).toEqual(
        [],
      );
    },
  );

  it("that is not whole restores nothing, and the database can be used afterwards", async () => {
    await fill(context);
    const saved = await dump(context.database);
    const place = await emptyPlace("postgres");
    for (const broken of [saved.slice(0, -1), saved.filter((_, index) => index !== saved.length - 2), ["{}"], []])
      await expect(restore(place, broken)).rejects.toThrow(/not whole|no backup/);
    const opened = await createDatabase(place);
    undo.push(() => opened.close());
    expect(await opened.asSystem((tx) => tx.selectFrom("workspaces").selectAll().execute())).toEqual([]);
  });

  it("is refused by a database that is in use, and one of a newer version by this program", async () => {
    await fill(context);
    const saved = await dump(context.database);
    const place = await emptyPlace("postgres");
    await restore(place, saved);
    await expect(restore(place, saved)).rejects.toThrow(/in use/);
    const header = JSON.parse(saved[0] ?? "");
    header.migrations.push({ number: 9999, checksum: "x" });
    const newer = [JSON.stringify(header), ...saved.slice(1)];
    await expect(restore(await emptyPlace("postgres"), newer)).rejects.toThrow(/newer version/);
  });
});
