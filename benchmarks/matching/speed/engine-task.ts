/** What a process is asked to measure. */
export interface EngineTask {
  engine: string;
  data: string;
  size: number;
  /** Searches in each round. Every round has its own, so that nothing is answered from memory. */
  timed: number;
  rounds: number;
  /** How often the first round's searches are made once more, all of them before any again. */
  repeats: number;
  /** Of the first round's searches, how many are judged: the same for all engines. */
  judged: number;
}

/** What it answers. Memory in MB (of the JavaScript process: a server's own is not seen). */
export interface EngineResult {
  /** Milliseconds of each search, round by round. */
  rounds: readonly Round[];
  /** Milliseconds of the first round's searches, the fastest of several times each; empty where not asked for. */
  undisturbed: Round;
  /** Milliseconds of a search on the processor, on average over all rounds, with what the collector does beside it. */
  processor: number;
  recall: number;
  /** Seconds by the clock, and on the processor: the second leaves out what other programs took. */
  build: { clock: number; processor: number };
  memory: number;
  recordsMemory: number;
}

export type Round = readonly number[];
