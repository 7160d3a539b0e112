import { type ServerOptions, type ServerProcess, startServer } from "./server-process.ts";
import { spawnWorker, type WorkerProcess } from "./worker-process.ts";

/** Processes of one installation: those that answer, and those that work in the background. */
export interface DeskProcesses {
  webs: ServerProcess[];
  workers: WorkerProcess[];
  /** Kills a worker as a power cut would, and puts a new one in its place. */
  replaceWorker(index: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the processes of one installation on one PostgreSQL. The first one brings the database up to date. */
export async function startProcesses(
  options: ServerOptions & { databaseUrl: string },
  { webs, workers }: { webs: number; workers: number },
): Promise<DeskProcesses> {
  const web = { ...options, environment: { ...options.environment, ROLE: "web" } };
  const work = { ...options, environment: options.environment ?? {} };
  const started: DeskProcesses = {
    ...{ webs: [await startServer(web)], workers: [] },
    replaceWorker: async (index) => {
      await started.workers[index]?.kill();
      started.workers[index] = await spawnWorker(work);
    },
    stop: async () => {
      await Promise.all(started.workers.map((worker) => worker.kill()));
      await Promise.all(started.webs.map((server) => server.kill("SIGTERM")));
    },
  };
  for (let count = 1; count < webs; count += 1) started.webs.push(await startServer(web));
  for (let count = 0; count < workers; count += 1) started.workers.push(await spawnWorker(work));
  return started;
}
