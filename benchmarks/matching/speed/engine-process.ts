// One engine at one size in a process of its own: no engine inherits another's memory or compiled code.
import { makeCorpus, type Query } from "./corpus.ts";
import type { EngineResult, EngineTask } from "./engine-task.ts";
import { counterfoil } from "./engines/counterfoil.ts";
import type { Engine, OpenEngine } from "./engines/engine.ts";
import { flexsearch } from "./engines/flexsearch.ts";
import { minisearch } from "./engines/minisearch.ts";
import { pgTrgm } from "./engines/pg-trgm.ts";

const engines: Readonly<Record<string, Engine>> = { counterfoil, minisearch, flexsearch, "pg-trgm": pgTrgm };
const warmUp = 200;

const task = JSON.parse(process.argv[2] ?? "") as EngineTask;
const engine = engines[task.engine];
if (!engine) throw new Error(`There is no engine ${task.engine}.`);
process.send?.(await measure(engine, task));
process.disconnect?.();

async function measure(
  engine: Engine,
  { data, size, timed, rounds, repeats, judged }: EngineTask,
): Promise<EngineResult> {
  const { titles, queries } = makeCorpus({ data, size, queries: timed * rounds + warmUp });
  const empty = memoryInUse();
  engine.prepare?.(titles);
  const before = memoryInUse();
  const from = performance.now();
  const processor = process.cpuUsage();
  const open = await engine.open(titles);
  const { user, system } = process.cpuUsage(processor);
  const build = { clock: (performance.now() - from) / 1_000, processor: (user + system) / 1e6 };
  const memory = memoryInUse() - before;
  // The last ones, which no round asks again.
  for (const { title } of queries.slice(-Math.min(warmUp, timed))) await open.find(title);
  const asked = Array.from({ length: rounds }, (_, round) => queries.slice(round * timed, (round + 1) * timed));
  const answers: (readonly string[])[] = [];
  const times: number[][] = [];
  const searching = process.cpuUsage();
  for (const round of asked) times.push(await timeRound(open, round, answers));
  const spent = process.cpuUsage(searching);
  const undisturbed = await fastestOf(open, { queries: asked[0] ?? [], first: times[0] ?? [], repeats });
  await open.close();
  const found = queries.slice(0, judged).filter(({ wanted }, place) => answers[place]?.includes(wanted));
  const perSearch = (spent.user + spent.system) / 1_000 / (timed * rounds);
  return {
    rounds: times,
    undisturbed,
    processor: perSearch,
    recall: found.length / judged,
    build,
    memory,
    recordsMemory: before - empty,
  };
}

async function timeRound(open: OpenEngine, queries: readonly Query[], answers: (readonly string[])[]) {
  const times: number[] = [];
  for (const { title } of queries) {
    const from = performance.now();
    const answer = open.find(title);
    const best = answer instanceof Promise ? await answer : answer;
    times.push(performance.now() - from);
    answers.push(best);
  }
  return times;
}

interface Repeated {
  queries: readonly Query[];
  first: readonly number[];
  repeats: number;
}

/** The fastest time of each search: what another program took from one of them, it hardly took from all. */
async function fastestOf(open: OpenEngine, { queries, first, repeats }: Repeated): Promise<number[]> {
  let fastest = repeats === 0 ? [] : [...first];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    open.forget?.();
    const again = await timeRound(open, queries, []);
    fastest = fastest.map((time, place) => Math.min(time, again[place] ?? time));
  }
  return fastest;
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
