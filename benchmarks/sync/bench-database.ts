import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import pg from "pg";
import { cpuSecondsOf } from "./cpu-time.ts";

/** A PostgreSQL server of the benchmark's own, gone when it is closed. */
export interface BenchServer {
  /** Address of a database on it. */
  url(name: string): string;
  /** Makes a database, as a copy of another one where that is named. Nobody may be connected to that. */
  create(name: string, from?: string): Promise<void>;
  /** A session of the owner's, to be ended by whoever asked for it. */
  connect(name: string): Promise<pg.Client>;
  /** Runs statements as the owner. */
  run<Row extends object>(name: string, sql: string, values?: unknown[]): Promise<Row[]>;
  /** Processor time of the server in seconds; null where the system does not tell. */
  cpuSeconds(): number | null;
  close(): Promise<void>;
}

const postmasterPid = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid`;

export async function openBenchServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
  const handle = await createDatabase({ dataDir: folder });
  const { connection } = handle;
  if (connection.kind !== "postgres") throw new Error("the benchmark needs a PostgreSQL server");
  const address = (name: string): string => {
    const url = new URL(connection.url);
    url.pathname = `/${name}`;
    return url.href;
  };
  const connect = async (name: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: address(name) });
    await client.connect();
    return client;
  };
  const run = async <Row extends object>(name: string, sql: string, values: unknown[] = []): Promise<Row[]> => {
    const client = await connect(name);
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  };
  const pid = Number((await run<{ pid: string }>("postgres", postmasterPid))[0]?.pid);
  return {
    url: address,
    connect,
    run,
    cpuSeconds: () => cpuSecondsOf(pid),
    create: async (name, from) => {
      await run("postgres", `CREATE DATABASE ${name}${from === undefined ? "" : ` TEMPLATE ${from}`}`);
    },
    close: async () => {
      await handle.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated database with one workspace, one connection, and a unit for each line to come. */
export async function seedShop(
  server: BenchServer,
  { name, units }: { name: string; units: number },
): Promise<{ workspaceId: string; connectionId: string }> {
  await server.create(name);
  const handle = await createDatabase({ url: server.url(name) });
  const [workspaceId, connectionId] = [randomUUID(), randomUUID()];
  await fill(handle, { workspaceId, connectionId });
  await handle.close();
  await addUnits(server, { name, workspaceId, from: 0, to: units });
  return { workspaceId, connectionId };
}

/** Puts units into stock. */
export async function addUnits(
  server: BenchServer,
  { name, workspaceId, from, to }: { name: string; workspaceId: string; from: number; to: number },
): Promise<void> {
  await server.run(
    name,
    `WITH made AS (
       INSERT INTO inventory_items (workspace_id, id, sku, title, status)
       SELECT $1, gen_random_uuid(), 'U-' || n, 'Unit ' || n || ' of the benchmark', 'in_stock'
       FROM generate_series($2::integer, $3::integer - 1) AS n RETURNING workspace_id, id)
     INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind)
     SELECT workspace_id, gen_random_uuid(), id, 'received', 1, 'person' FROM made`,
    [workspaceId, from, to],
  );
  await server.run(name, "ANALYZE");
}

async function fill(handle: DatabaseHandle, ids: { workspaceId: string; connectionId: string }): Promise<void> {
  const { workspaceId, connectionId } = ids;
  await handle.asSystem(async (tx) => {
    await tx
      .insertInto("workspaces")
      .values({ workspace_id: workspaceId, name: "Bench", currency: "GBP", time_zone: "Europe/London" })
      .execute();
    await tx
      .insertInto("connections")
      .values({
        ...{ workspace_id: workspaceId, id: connectionId, platform: "ebay", method: "keys", status: "connected" },
        account: "bench",
      })
      .execute();
  });
}
