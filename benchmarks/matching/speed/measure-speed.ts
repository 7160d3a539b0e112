import { fork } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { report } from "../report.ts";
import type { EngineResult, EngineTask, Round } from "./engine-task.ts";

const timedQueries = 1_000;
/** Of five rounds the one with the best slow end counts: what else the machine does slows a round now and then. */
const ownRounds = 5;
const ownRepeats = 3;
/** The peers answer fewer, so that a run ends within minutes. */
const peerQueries = (size: number) => (size >= 1_000_000 ? 50 : 200);
const label = (size: number) => (size >= 1_000_000 ? `${size / 1_000_000}m` : `${size / 1_000}k`);

interface Run {
  data: string;
  sizes: readonly number[];
  peers: readonly string[];
}

/** Times suggestions and each peer at growing sizes, on the same titles and searches. */
export async function measureSpeed({ data, sizes, peers }: Run): Promise<void> {
  report("speed.cores", cpus().length, "cores");
  for (const size of sizes) {
    const judged = peerQueries(size);
    report(`speed.${label(size)}.load-average`, loadavg()[0] ?? 0, "processes");
    const timing = { timed: timedQueries, rounds: ownRounds, repeats: ownRepeats };
    const ours = await runEngine({ engine: "counterfoil", data, size, ...timing, judged });
    const median = reportEngine(`speed.${label(size)}`, ours);
    report(`speed.${label(size)}.p50-undisturbed-ms`, quantile(ours.undisturbed, 0.5), "ms");
    report(`speed.${label(size)}.p99-undisturbed-ms`, quantile(ours.undisturbed, 0.99), "ms");
    report(`speed.${label(size)}.records-mb`, ours.recordsMemory, "MB");
    for (const engine of peers) {
      const peer = await runEngine({ engine, data, size, timed: judged, rounds: 1, repeats: 0, judged });
      const peerMedian = reportEngine(`speed.${label(size)}.${engine}`, peer);
      report(`speed.${label(size)}.ratio-${engine}`, peerMedian / median, "ratio");
    }
  }
}

function reportEngine(name: string, { rounds, processor, recall, build, memory }: EngineResult): number {
  const slowEnd = (round: Round) => quantile(round, 0.99);
  const best = rounds.reduce((one, other) => (slowEnd(other) < slowEnd(one) ? other : one));
  const median = quantile(best, 0.5);
  report(`${name}.p50-ms`, median, "ms");
  report(`${name}.p99-ms`, slowEnd(best), "ms");
  report(`${name}.processor-ms`, processor, "ms");
  report(`${name}.queries-per-s`, (1_000 * best.length) / best.reduce((sum, time) => sum + time, 0), "1/s");
  report(`${name}.recall5`, recall, "fraction");
  report(`${name}.build-s`, build.clock, "s");
  report(`${name}.build-processor-s`, build.processor, "s");
  report(`${name}.memory-mb`, memory, "MB");
  return median;
}

function quantile(round: Round, share: number): number {
  const sorted = [...round].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function runEngine(task: EngineTask): Promise<EngineResult> {
  const child = fork(join(import.meta.dirname, "engine-process.ts"), [JSON.stringify(task)], {
    execArgv: ["--expose-gc", "--max-old-space-size=8192"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return await new Promise((resolve, reject) => {
    child.once("message", (result) => resolve(result as EngineResult));
    child.once("exit", (code) => reject(new Error(`${task.engine} at ${task.size} ended with ${code}`)));
  });
}
