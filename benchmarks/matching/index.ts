// `npm run bench -- matching [--data FOLDER] [--tables FOLDER]... [--sizes 10000,100000,1000000]
//   [--only quality|lego|speed] [--peers minisearch,flexsearch,pg-trgm]`. Protocols: docs/matching.md.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readCatalogue } from "./lego/catalogue.ts";
import { measureLego } from "./lego/measure-lego.ts";
import { measureSamples } from "./lego/measure-samples.ts";
import { readDeepMatcher } from "./quality/deepmatcher-tables.ts";
import { measureTables } from "./quality/measure-tables.ts";
import { readTables } from "./quality/product-tables.ts";
import { measureSpeed } from "./speed/measure-speed.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: join(import.meta.dirname, "../../../shared/data") },
    tables: { type: "string", multiple: true, default: [] },
    sizes: { type: "string", default: "10000,100000,1000000" },
    only: { type: "string" },
    peers: { type: "string", default: "minisearch,flexsearch,pg-trgm" },
  },
});
const wants = (part: string) => values.only === undefined || values.only === part;

for (const folder of values.tables) measureTables(readDeepMatcher(folder));
if (!existsSync(values.data)) {
  console.error(`SKIPPED: no data under ${values.data}. Name the folder with --data; only the speed is measured.`);
} else {
  if (wants("quality")) for (const table of readTables(values.data)) measureTables(table);
  if (wants("lego")) {
    const catalogue = readCatalogue(values.data);
    measureLego(catalogue);
    measureSamples(values.data, catalogue);
  }
}
if (wants("speed")) {
  const peers = values.peers.split(",").filter((peer) => peer !== "");
  await measureSpeed({ data: values.data, sizes: values.sizes.split(",").map(Number), peers });
}
