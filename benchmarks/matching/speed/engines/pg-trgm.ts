import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@counterfoil/db";
import pg from "pg";
import { type Engine, wanted } from "./engine.ts";

const batch = 50_000;

/** Trigrams in a PostgreSQL server, by the index that answers "nearest first" and its settings for short texts. */
export const pgTrgm: Engine = {
  async open(titles) {
    const folder = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
    const database = await createDatabase({ dataDir: folder, engine: "postgres" });
    if (database.connection.kind !== "postgres") throw new Error("pg_trgm is measured on a PostgreSQL server");
    const client = new pg.Client({ connectionString: database.connection.url });
    await client.connect();
    await client.query("CREATE TEMPORARY TABLE titles (title text NOT NULL)");
    for (let from = 0; from < titles.length; from += batch) {
      await client.query("INSERT INTO titles SELECT unnest($1::text[])", [titles.slice(from, from + batch)]);
    }
    await client.query("CREATE INDEX ON titles USING gist (title gist_trgm_ops(siglen=64))");
    await client.query("ANALYZE titles");
    return {
      find: async (title) => {
        const nearest = `SELECT title FROM titles ORDER BY title <-> $1 LIMIT ${wanted}`;
        const { rows } = await client.query<{ title: string }>(nearest, [title]);
        return rows.map((row) => row.title);
      },
      close: async () => {
        await client.end();
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};
