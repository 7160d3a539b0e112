import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { spawnWorker, type WorkerProcess } from "./support/worker-process.ts";

// The web process takes work on and a worker process does it; a worker that is killed in between is replaced.
const folder = temporaryFolder();
const environment = { COUNTERFOIL_MASTER_KEY: "c".repeat(64), SANDBOX: "false" };
let databaseUrl: string;
let web: ServerProcess;
let cookie: string;
const workers: WorkerProcess[] = [];

beforeAll(async () => {
  databaseUrl = await newDatabase(inject("postgresUrl"));
  web = await startServer({ dataDir: folder.path, databaseUrl, environment: { ...environment, ROLE: "web" } });
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await web?.kill();
  folder.remove();
});

async function call(procedure: string, input: unknown, method: "POST" | "GET" = "POST") {
  const query = method === "GET" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const answer = await fetch(`${web.url}/trpc/${procedure}${query}`, {
    method,
    headers: { "content-type": "application/json", origin: web.url, ...(cookie ? { cookie } : {}) },
    ...(method === "POST" ? { body: JSON.stringify(input) } : {}),
  });
  const set = answer.headers.getSetCookie();
  if (set.length > 0) cookie = set.map((text) => text.split(";")[0]).join("; ");
  const body = (await answer.json()) as { result?: { data: unknown }; error?: unknown };
  if (body.result === undefined) throw new Error(`${procedure}: ${JSON.stringify(body.error)}`);
  return body.result.data;
}

const stateOf = async (jobId: string) => ((await call("jobs.get", { jobId }, "GET")) as { state: string }).state;
const patience = { timeout: 120_000, interval: 250 };

test("work that the web process takes on waits for a worker, and is done by one that replaces a killed one", async () => {
  await call("setup.createOwner", {
    ...{ name: "Ann", email: "ann@example.com", password: "seven purple bricks", workspaceName: "Shop" },
    ...{ currency: "GBP", timeZone: "Europe/London", countryCode: "GB" },
  });
  const { jobId } = (await call("resolution.processHistorical", {})) as { jobId: string };
  expect(await stateOf(jobId)).toBe("queued");
  const first = await spawnWorker({ databaseUrl, dataDir: folder.path, environment });
  workers.push(first);
  await expect.poll(() => stateOf(jobId), patience).toBe("done");
  await first.kill();
  const { jobId: next } = (await call("resolution.processHistorical", {})) as { jobId: string };
  workers.push(await spawnWorker({ databaseUrl, dataDir: folder.path, environment }));
  await expect.poll(() => stateOf(next), patience).toBe("done");
});

test("a worker answers nobody", () => {
  expect(workers.at(-1)?.output()).toContain("working in the background");
  expect(workers.at(-1)?.output()).not.toContain("http://");
});
