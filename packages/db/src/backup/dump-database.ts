import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DatabaseHandle } from "../handle/database-handle.ts";
import type { BackupEnd, BackupHeader, BackupTable } from "./backup-format.ts";

interface TableToDump {
  schema: string;
  name: string;
  columns: string[];
  key: string[];
}

const rowsAtOnce = 1000;

/**
 * Writes everything that the database holds as lines of JSON, as of one moment, while others go on reading and writing.
 * Equal content gives equal lines: tables by name, rows by key. Secrets stay as they lie there, encrypted. The job queue
 * is left out: what is unfinished is found again from the tables. Gives the number of rows.
 */
export async function dumpDatabase(
  database: DatabaseHandle,
  write: (line: string) => Promise<void>,
): Promise<{ rows: number }> {
  const reading = database.db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  return await reading.execute(async (tx) => {
    await sql`select set_config('TimeZone', 'UTC', true)`.execute(tx);
    await write(JSON.stringify(await readHeader(tx)));
    let rows = 0;
    for (const table of await readTables(tx)) rows += await dumpTable(tx, table, write);
    await write(JSON.stringify({ end: true, rows } satisfies BackupEnd));
    return { rows };
  });
}

async function readHeader(tx: Transaction<Database>): Promise<BackupHeader> {
  const { rows } = await sql<{ number: number; checksum: string }>`select number, checksum from migrations
    order by number`.execute(tx);
  return { format: "counterfoil-backup", version: 1, migrations: rows };
}

/** Every table but the ledger of migrations; columns that the database computes are left out. */
async function readTables(tx: Transaction<Database>): Promise<TableToDump[]> {
  const { rows } = await sql<TableToDump>`select space.nspname as schema, class.relname as name,
      array(select attribute.attname::text from pg_attribute as attribute where attribute.attrelid = class.oid
        and attribute.attnum > 0 and not attribute.attisdropped and attribute.attgenerated = ''
        order by attribute.attnum) as columns,
      array(select attribute.attname::text from pg_index as index
        cross join unnest(index.indkey::smallint[]) with ordinality as part(number, place)
        join pg_attribute as attribute on attribute.attrelid = class.oid and attribute.attnum = part.number
        where index.indrelid = class.oid and index.indisprimary order by part.place) as key
    from pg_class as class join pg_namespace as space on space.oid = class.relnamespace
    where class.relkind = 'r' and (space.nspname = 'auth' or (space.nspname = 'public' and class.relname <> 'migrations'))
    order by 1, 2`.execute(tx);
  return rows;
}

async function dumpTable(
  tx: Transaction<Database>,
  table: TableToDump,
  write: (line: string) => Promise<void>,
): Promise<number> {
  const columns = table.columns.map((column) => sql`${sql.ref(column)}::text`);
  const order = table.key.length > 0 ? sql`order by ${sql.join(table.key.map((column) => sql.ref(column)))}` : sql``;
  await write(JSON.stringify({ table: `${table.schema}.${table.name}`, columns: table.columns } satisfies BackupTable));
  // Sign-in tables are the owner's; all others are open to the role that sees every workspace.
  await sql`select set_config('role', ${table.schema === "auth" ? "none" : "counterfoil_system"}, true)`.execute(tx);
  await sql`declare dumped no scroll cursor for select jsonb_build_array(${sql.join(columns)})::text as line
    from ${sql.table(`${table.schema}.${table.name}`)} ${order}`.execute(tx);
  let count = 0;
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(rowsAtOnce))} from dumped`.execute(tx);
    for (const { line } of rows) await write(line);
    count += rows.length;
    if (rows.length < rowsAtOnce) break;
  }
  await sql`close dumped`.execute(tx);
  return count;
}
