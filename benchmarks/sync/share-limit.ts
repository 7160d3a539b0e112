import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClock, createQuotas } from "@counterfoil/simulators/kit";
import type { BenchServer } from "./bench-database.ts";

const declared = { requests: 20, perSecond: 20 };
const seconds = 8;

/** What one worker process is told. */
export interface WorkerOrder {
  databaseUrl: string;
  platformUrl: string;
  workspaceId: string;
  connectionId: string;
  requests: number;
  milliseconds: number;
}

/**
 * Lets processes call a simulated platform as fast as their shared budget lets them. Answers how many calls it refused
 * and which share of what it permitted was used.
 */
export async function shareLimit(
  server: BenchServer,
  plan: { name: string; workspaceId: string; connectionId: string; workers: number },
): Promise<{ refused: number; used: number }> {
  const quotas = createQuotas(createClock({ at: new Date().toISOString(), mode: "advancing" }));
  quotas.define({ name: "burst", limit: declared.requests, refillPerSecond: declared.perSecond });
  let [made, refused, firstAt, lastAt] = [0, 0, 0, 0];
  const platform = createServer((_request, response) => {
    const { allowed } = quotas.take("burst");
    made += 1;
    lastAt = performance.now();
    firstAt ||= lastAt;
    if (!allowed) refused += 1;
    response.writeHead(allowed ? 200 : 429).end();
  });
  await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
  const platformUrl = `http://127.0.0.1:${(platform.address() as AddressInfo).port}/`;
  const { workspaceId, connectionId, name, workers } = plan;
  const order: WorkerOrder = {
    ...{ databaseUrl: server.url(name), platformUrl, workspaceId, connectionId },
    ...{ requests: declared.requests, milliseconds: seconds * 1000 },
  };
  await Promise.all(Array.from({ length: workers }, () => runWorker(order)));
  platform.closeAllConnections();
  platform.close();
  const permitted = declared.requests + (declared.perSecond * (lastAt - firstAt)) / 1000;
  return { refused, used: made / permitted };
}

async function runWorker(order: WorkerOrder): Promise<void> {
  const worker = fork(new URL("limited-worker.ts", import.meta.url), [JSON.stringify(order)]);
  await new Promise<void>((resolve, reject) => {
    worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
  });
}
