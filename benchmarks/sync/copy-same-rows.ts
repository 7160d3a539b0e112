import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchServer } from "./bench-database.ts";

/** What an import writes, in the order in which the rows refer to each other. */
const tables = ["orders", "order_lines", "claims", "queue_entries", "stubs"];

/**
 * Seconds that COPY needs for the rows of one database in another that stands where the first one stood before: the same
 * tables with their indexes, foreign keys and triggers.
 */
export async function copySameRows(
  server: BenchServer,
  names: { from: string; to: string },
): Promise<{ seconds: number; databaseCpu: number | null }> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-copy-"));
  chmodSync(folder, 0o777);
  try {
    const columns = new Map<string, string>();
    for (const table of tables) {
      const rows = await server.run<{ name: string }>(
        names.from,
        `SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = '${table}'::regclass AND attnum > 0
         AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
      );
      columns.set(table, rows.map(({ name }) => name).join(", "));
      await server.run(names.from, `COPY ${table} (${columns.get(table)}) TO '${join(folder, table)}'`);
    }
    const [startedAt, cpuBefore] = [performance.now(), server.cpuSeconds()];
    for (const table of tables)
      await server.run(names.to, `COPY ${table} (${columns.get(table)}) FROM '${join(folder, table)}'`);
    const [seconds, cpuAfter] = [(performance.now() - startedAt) / 1000, server.cpuSeconds()];
    return { seconds, databaseCpu: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
