import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const deskMain = fileURLToPath(new URL("./desk-main.ts", import.meta.url));

export interface ServerOptions {
  /** Data folder; kept between starts of one test, so that a restart finds its database. */
  dataDir: string;
  /** PostgreSQL; the embedded database in the data folder when absent. */
  databaseUrl?: string | undefined;
  port?: number;
  /** Leads real connections of a platform to a simulator. */
  endpoints?: Record<string, string>;
  environment?: Record<string, string>;
  /** The program to start in place of the server's own. */
  main?: string;
}

/** The server as its users run it: a process of its own that can be killed. */
export interface ServerProcess {
  readonly url: string;
  readonly output: () => string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts the server and waits until it prints its address. Throws with its output when it does not. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, [options.main ?? (options.endpoints ? deskMain : main)], {
    env: { ...baseEnvironment(), ...environmentOf(options) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      output += chunk;
    });
  }
  const url = await readyAddress(child, () => output);
  return { url, output: () => output, kill: (signal = "SIGKILL") => end(child, signal) };
}

/** A new empty folder, and the function that removes it. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "counterfoil-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function baseEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG, NODE_NO_WARNINGS: "1" };
}

function environmentOf(options: ServerOptions): Record<string, string> {
  return {
    DATA_DIR: options.dataDir,
    PORT: String(options.port ?? 0),
    ...(options.endpoints ? { STAND_IN_ENDPOINTS: JSON.stringify(options.endpoints) } : {}),
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...options.environment,
  };
}

function readyAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const found = /Counterfoil is ready at (http:\/\/\S+)/.exec(output());
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on("data", look);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`the server ended (${code ?? signal}):\n${output()}`)));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}
