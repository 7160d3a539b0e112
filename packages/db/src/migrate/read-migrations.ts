import { readdir, readFile } from "node:fs/promises";

/** One numbered step of the schema. */
export interface Migration {
  number: number;
  name: string;
  script: string;
}

const folder = new URL("../../migrations/", import.meta.url);
const fileName = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** The migrations in order; numbers may be left out. Throws when one is taken twice: the order must never be in doubt. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const taken = new Set<string>();
  return await Promise.all(
    names.map(async (file) => {
      const [, number = "", name] = fileName.exec(file) ?? [];
      if (name === undefined || taken.has(number)) throw new Error(`migration out of order: ${file}`);
      taken.add(number);
      return { number: Number(number), name, script: await readFile(new URL(file, folder), "utf8") };
    }),
  );
}
