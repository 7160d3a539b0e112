// One engine at one size in a process of its own: no engine inherits another's memory or compiled code.
import { makeCorpus } from "./corpus.ts";
import type { EngineResult, EngineTask } from "./engine-task.ts";
import { counterfoil } from "./engines/counterfoil.ts";
import type { Engine } from "./engines/engine.ts";
import { flexsearch } from "./engines/flexsearch.ts";
import { minisearch } from "./engines/minisearch.ts";
import { pgTrgm } from "./engines/pg-trgm.ts";

const engines: Readonly<Record<string, Engine>> = { counterfoil, minisearch, flexsearch, "pg-trgm": pgTrgm };
const warmUp = 50;

const task = JSON.parse(process.argv[2] ?? "") as EngineTask;
const engine = engines[task.engine];
if (!engine) throw new Error(`There is no engine ${task.engine}.`);
process.send?.(await measure(engine, task));
process.disconnect?.();

async function measure(engine: Engine, { data, size, timed, judged }: EngineTask): Promise<EngineResult> {
  const { titles, queries } = makeCorpus({ data, size, queries: Math.max(timed, judged) + warmUp });
  const empty = memoryInUse();
  engine.prepare?.(titles);
  const before = memoryInUse();
  const from = performance.now();
  const open = await engine.open(titles);
  const buildSeconds = (performance.now() - from) / 1000;
  const memory = memoryInUse() - before;
  for (const { title } of queries.slice(timed)) await open.find(title);
  const times: number[] = [];
  let found = 0;
  for (const [place, { title, wanted }] of queries.slice(0, timed).entries()) {
    const start = performance.now();
    const answer = open.find(title);
    const best = answer instanceof Promise ? await answer : answer;
    times.push(performance.now() - start);
    if (place < judged && best.includes(wanted)) found += 1;
  }
  await open.close();
  return { times, recall: found / judged, buildSeconds, memory, recordsMemory: before - empty };
}

function memoryInUse(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
