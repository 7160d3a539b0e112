/** What a process is asked to measure. */
export interface EngineTask {
  engine: string;
  data: string;
  size: number;
  /** Searches in each round. Every round has its own, so that nothing is answered from memory. */
  timed: number;
  rounds: number;
  /** Of the first round's searches, how many are judged: the same for all engines. */
  judged: number;
}

/** What it answers. Memory in MB (of the JavaScript process: a server's own is not seen). */
export interface EngineResult {
  /** Milliseconds of each search, round by round. */
  rounds: readonly Round[];
  recall: number;
  /** Seconds by the clock, and on the processor: the second leaves out what other programs took. */
  build: { clock: number; processor: number };
  memory: number;
  recordsMemory: number;
}

export type Round = readonly number[];
