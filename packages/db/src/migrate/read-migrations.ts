import { readdir, readFile } from "node:fs/promises";

/** One numbered step of the schema. */
export interface Migration {
  number: number;
  name: string;
  script: string;
}

const folder = new URL("../../migrations/", import.meta.url);
const fileName = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** The migrations in order. Throws when a number is missing or taken twice: the order must never be in doubt. */
export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  return await Promise.all(
    names.map(async (file, index) => {
      const [, number, name] = fileName.exec(file) ?? [];
      if (name === undefined || Number(number) !== index + 1) throw new Error(`migration out of order: ${file}`);
      return { number: Number(number), name, script: await readFile(new URL(file, folder), "utf8") };
    }),
  );
}
