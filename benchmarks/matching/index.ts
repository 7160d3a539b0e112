// `npm run bench -- matching [--data FOLDER] [--sizes 10000,100000,1000000] [--only quality|lego|speed]`
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureLego } from "./lego.ts";
import { readSets } from "./lego-titles.ts";
import { measureTables } from "./quality.ts";
import { measureSpeed } from "./speed.ts";
import { readTables } from "./tables.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    sizes: { type: "string", default: "10000,100000,1000000" },
    only: { type: "string" },
  },
});

if (!existsSync(values.data)) {
  console.error(`SKIPPED: no data under ${values.data}. Name the folder with --data.`);
  process.exit(0);
}
const wants = (part: string) => values.only === undefined || values.only === part;
const tables = readTables(values.data);
const sets = readSets(values.data);
if (wants("quality")) for (const table of tables) measureTables(table);
if (wants("lego")) measureLego(sets);
if (wants("speed")) {
  const titles = tables.flatMap(({ lines, items }) => [...lines, ...items].map(({ title }) => title));
  const names = sets.map(({ number, name }) => `LEGO ${number.replace(/-1$/, "")} ${name}`);
  await measureSpeed([...names, ...titles], values.sizes.split(",").map(Number));
}
