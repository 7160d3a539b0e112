import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildIndex, type MatchItem, suggest } from "@counterfoil/core/matching";
import { createDatabase } from "@counterfoil/db";
import MiniSearch from "minisearch";
import pg from "pg";
import { createRandom, type Random } from "./random.ts";
import { report } from "./report.ts";
import { saleOf, unitOf } from "./tables.ts";

const queries = 1_000;
/** The slow peers answer fewer, so that a run ends within minutes. */
const peerQueries = 200;

interface Query {
  title: string;
  wanted: string;
}

/** Titles made from real ones: as they are first, then with words, colours and model numbers changed. */
function makeTitles(bases: readonly string[], count: number, random: Random): string[] {
  const words = [...new Set(bases.flatMap((title) => title.toLowerCase().match(/[a-z]{4,}/g) ?? []))];
  const vary = (title: string) => {
    const parts = [title];
    if (random.next() < 0.3) parts.push(random.pick(["black", "white", "red", "blue", "green", "silver"]));
    if (random.next() < 0.5) parts.push(random.pick(words));
    if (random.next() < 0.4)
      parts.push(`- ${random.pick(["SD", "KX", "PM", "WH"])}${Math.floor(random.next() * 9e5 + 1e4)}`);
    if (random.next() < 0.3) parts.push(`${Math.floor(random.next() * 2000)}pcs`);
    return parts.join(" ");
  };
  return Array.from({ length: count }, (_, place) => bases[place] ?? vary(random.pick(bases)));
}

/** A title typed again by somebody else: a word dropped, one misspelt, words added or moved. */
function retyped(title: string, random: Random): string {
  let words = title.split(" ");
  if (words.length > 3 && random.next() < 0.5) words.splice(Math.floor(random.next() * words.length), 1);
  if (random.next() < 0.4) words.push(random.pick(["new", "sealed", "BNIB", "used"]));
  const at = Math.floor(random.next() * words.length);
  const word = words[at] ?? "";
  if (random.next() < 0.3 && word.length > 4) words[at] = word.slice(0, 2) + word.slice(3);
  if (random.next() < 0.3) words = [...words.slice(2), ...words.slice(0, 2)];
  return words.join(" ");
}

const label = (count: number) => (count >= 1_000_000 ? `${count / 1_000_000}m` : `${count / 1_000}k`);

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Times suggestions at growing sizes; at 100,000 items beside MiniSearch and pg_trgm, each with its own recall. */
export async function measureSpeed(bases: readonly string[], sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const random = createRandom(7);
    const titles = makeTitles(bases, size, random);
    const asked = Array.from({ length: queries }, (): Query => {
      const wanted = random.pick(titles);
      return { wanted, title: retyped(wanted, random) };
    });
    const ours = measureOurs(titles, asked);
    if (size !== 100_000) continue;
    report("speed.100k.ratio-minisearch", measureMiniSearch(titles, asked.slice(0, peerQueries)) / ours, "ratio");
    report("speed.100k.ratio-pg-trgm", (await measureTrigrams(titles, asked.slice(0, peerQueries))) / ours, "ratio");
  }
}

function measureOurs(titles: readonly string[], asked: readonly Query[]): number {
  const name = `speed.${label(titles.length)}`;
  const before = memoryInUse();
  const items = titles.map((title, place): MatchItem => unitOf(String(place), title));
  const made = performance.now();
  const index = buildIndex(items);
  suggest(saleOf("warm", asked[0]?.title ?? ""), index, 5);
  const built = performance.now();
  report(`${name}.build-s`, (built - made) / 1000, "s");
  report(`${name}.memory-mb`, memoryInUse() - before, "MB");
  const find = (title: string) =>
    suggest(saleOf("line", title), index, 5).map(({ itemId }) => titles[Number(itemId)] ?? "");
  return measureQueries(name, asked, find);
}

function measureQueries(name: string, asked: readonly Query[], find: (title: string) => string[]): number {
  for (const { title } of asked.slice(0, 50)) find(title);
  const times: number[] = [];
  let found = 0;
  for (const { title, wanted } of asked) {
    const from = performance.now();
    const titles = find(title);
    times.push(performance.now() - from);
    if (titles.includes(wanted)) found += 1;
  }
  return reportTimes(name, times, found / asked.length);
}

function reportTimes(name: string, times: number[], recall: number): number {
  times.sort((a, b) => a - b);
  const median = quantile(times, 0.5);
  report(`${name}.p50-ms`, median, "ms");
  report(`${name}.p99-ms`, quantile(times, 0.99), "ms");
  report(`${name}.recall5`, recall, "fraction");
  return median;
}

function measureMiniSearch(titles: readonly string[], asked: readonly Query[]): number {
  // As it comes out of the box: with fuzzy search switched on it answers five times slower.
  const engine = new MiniSearch<{ id: number; title: string }>({ fields: ["title"] });
  engine.addAll(titles.map((title, id) => ({ id, title })));
  const find = (title: string) =>
    engine
      .search(title)
      .slice(0, 5)
      .map(({ id }) => titles[id as number] ?? "");
  return measureQueries("speed.100k.minisearch", asked, find);
}

async function measureTrigrams(titles: readonly string[], asked: readonly Query[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
  const database = await createDatabase({ dataDir: folder, engine: "postgres" });
  try {
    if (database.connection.kind !== "postgres") throw new Error("pg_trgm is measured on a PostgreSQL server");
    const client = new pg.Client({ connectionString: database.connection.url });
    await client.connect();
    const median = await measureTrigramQueries(client, titles, asked);
    await client.end();
    return median;
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureTrigramQueries(
  client: pg.Client,
  titles: readonly string[],
  asked: readonly Query[],
): Promise<number> {
  await client.query("CREATE TEMPORARY TABLE titles (title text NOT NULL)");
  await client.query("INSERT INTO titles SELECT unnest($1::text[])", [titles]);
  await client.query("CREATE INDEX ON titles USING gist (title gist_trgm_ops(siglen=64))");
  await client.query("ANALYZE titles");
  const times: number[] = [];
  let found = 0;
  for (const { title, wanted } of asked) {
    const from = performance.now();
    const { rows } = await client.query<{ title: string }>("SELECT title FROM titles ORDER BY title <-> $1 LIMIT 5", [
      title,
    ]);
    times.push(performance.now() - from);
    if (rows.some((row) => row.title === wanted)) found += 1;
  }
  return reportTimes("speed.100k.pg-trgm", times, found / asked.length);
}
