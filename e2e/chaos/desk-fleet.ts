import { createServer } from "node:net";
import { vi } from "vitest";
import { type ServerOptions, type ServerProcess, startServer } from "../support/server-process.ts";
import { spawnWorker, type WorkerProcess } from "../support/worker-process.ts";

/** The processes of one installation. */
export const webs = ["web-1", "web-2"] as const;
export const workers = ["worker-1", "worker-2"] as const;
export type ProcessName = (typeof webs)[number] | (typeof workers)[number];

/** Two processes that answer and two that work, on one PostgreSQL, as `docs/operations.md` sets them up. */
export interface DeskFleet {
  url(web: (typeof webs)[number]): string;
  /** Kills a process as a power cut would and starts it anew, with the address it had. */
  crash(name: ProcessName): Promise<void>;
  stop(): Promise<void>;
  /** Processes that ended by themselves: each is a defect. */
  fallen(): ProcessName[];
  /** The last lines of each process, for a run that failed. */
  output(): string;
}

export type FleetOptions = Required<Pick<ServerOptions, "dataDir" | "endpoints" | "environment">> & {
  databaseUrl: string;
};

/** Starts the four processes. The first one lays out the database before the others look at it. */
export async function startFleet(options: FleetOptions): Promise<DeskFleet> {
  const ports = new Map<ProcessName, number>();
  for (const name of webs) ports.set(name, await freePort());
  const running = new Map<ProcessName, ServerProcess | WorkerProcess>();
  const folderOf = (name: ProcessName) => `${options.dataDir}/${name}`;
  const start = async (name: ProcessName) => {
    const port = ports.get(name);
    const own = { ...options, dataDir: folderOf(name) };
    running.set(
      name,
      port === undefined
        ? await spawnWorker(own)
        : await startServer({ ...own, port, environment: { ...options.environment, ROLE: "web" } }),
    );
  };
  for (const name of [...webs, ...workers]) await start(name);
  const fallen: ProcessName[] = [];
  const hasFallen = (one: ServerProcess | WorkerProcess | undefined) => /^Node\.js v\d+/m.test(one?.output() ?? "");
  return {
    fallen: () => [...fallen, ...[...running].flatMap(([name, one]) => (hasFallen(one) ? [name] : []))],
    url: (web) => `http://127.0.0.1:${ports.get(web)}`,
    async crash(name) {
      if (hasFallen(running.get(name))) fallen.push(name);
      await running.get(name)?.kill();
      // A process that cannot start because the database was cut just then is started again, as a supervisor does.
      await vi.waitFor(() => start(name), { timeout: 120_000, interval: 500 });
    },
    async stop() {
      await Promise.all([...running.values()].map((one) => one.kill()));
    },
    output: () => [...running].map(([name, one]) => `── ${name}\n${one.output().slice(-4000)}`).join("\n"),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
