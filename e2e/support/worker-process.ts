import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const deskMain = fileURLToPath(new URL("./desk-main.ts", import.meta.url));

/** A process that only works in the background. */
export interface WorkerProcess {
  output(): string;
  /** Kills it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Starts a worker and waits until it says that it works. Throws with its output when it ends instead. */
export async function spawnWorker(options: {
  databaseUrl: string;
  dataDir: string;
  environment: Record<string, string>;
  /** Leads real connections of a platform to a simulator. */
  endpoints?: Record<string, string>;
}): Promise<WorkerProcess> {
  const { PATH, HOME, TMPDIR } = process.env;
  const { endpoints } = options;
  const own = {
    ...{ ...options.environment, ROLE: "worker", DATABASE_URL: options.databaseUrl, DATA_DIR: options.dataDir },
    ...(endpoints && { STAND_IN_ENDPOINTS: JSON.stringify(endpoints) }),
  };
  const child = spawn(process.execPath, [endpoints ? deskMain : main], {
    env: { PATH, HOME, TMPDIR, NODE_NO_WARNINGS: "1", ...own },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
        if (output.includes("working in the background")) resolve();
      });
    }
    child.on("exit", () => reject(new Error(`the worker ended: ${output}`)));
  });
  await ready;
  return {
    output: () => output,
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
