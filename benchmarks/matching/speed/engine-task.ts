/** What a process is asked to measure. */
export interface EngineTask {
  engine: string;
  data: string;
  size: number;
  /** Searches that are timed; the first `judged` of them are judged, the same for all engines. */
  timed: number;
  judged: number;
}

/** What it answers. Times in milliseconds, memory in MB (of the JavaScript process: a server's own is not seen). */
export interface EngineResult {
  times: number[];
  recall: number;
  buildSeconds: number;
  memory: number;
  recordsMemory: number;
}
