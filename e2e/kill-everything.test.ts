import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectShops, createOwner, importStock, signInAgain } from "./support/desk-set-up.ts";
import { type ServerOptions, type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

const folder = temporaryFolder();
const patience = { timeout: 120_000, interval: 200 };
let sandbox: Sandbox;
let server: ServerProcess;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => {
  await server?.kill("SIGTERM");
  await sandbox.stop();
  folder.remove();
});

/** Kills the server and every process of its embedded PostgreSQL, as a power cut does. */
async function cutThePower(): Promise<void> {
  const [first = ""] = readFileSync(`${folder.path}/postgres/cluster/postmaster.pid`, "utf8").split("\n");
  const children = execFileSync("ps", ["-o", "pid=", "--ppid", first], { encoding: "utf8" });
  const down = server.kill("SIGKILL");
  for (const pid of [first, ...children.split("\n")].map(Number).filter((id) => id > 1)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It went together with the one before.
    }
  }
  await down;
}

test("after a power cut in the middle of a sync the page comes up, says what happened, and the sync goes on", async () => {
  const endpoints = { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") };
  const options: ServerOptions = { dataDir: folder.path, endpoints };
  server = await startServer(options);
  const before = await createOwner(server.url);
  await importStock(before, sandbox.stockCsv());
  await connectShops(server.url, before, sandbox);
  // Slow enough that the power goes in the middle.
  sandbox.ebay.faults.add({ kind: "slow", milliseconds: 400, count: null });
  await before.client.sync.runNow.mutate({ kind: "orders" }).catch(() => []);
  const halfRead = async () =>
    (await before.client.sync.runs.query({ limit: 20 })).some(
      ({ state, kind, platform, seen }) => state === "running" && kind === "orders" && platform === "ebay" && seen > 0,
    );
  await expect.poll(halfRead, patience).toBe(true);
  await cutThePower();
  sandbox.ebay.faults.clear();

  server = await startServer(options);
  const page = await fetch(server.url);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);

  const { client } = await signInAgain(server.url);
  const told = (await client.sync.runs.query({ limit: 20 })).filter(({ state }) => state === "crashed");
  expect(told.map(({ errors }) => errors[0]?.message)).toContain(
    "The server stopped during this run. The next one goes on.",
  );
  const statuses = await client.sync.status.query();
  expect(
    statuses
      .filter(({ kind }) => kind === "orders")
      .map(({ platform }) => platform)
      .sort(),
  ).toEqual(["bricklink", "ebay"]);
  for (const { nextRunAt } of statuses) expect(Date.parse(nextRunAt ?? "")).not.toBeNaN();

  // Nobody presses anything: what was cut short is taken up again.
  const ebayOrders = sandbox.ebay.world.orders.all().filter(({ createdAt }) => isRead(createdAt)).length;
  const held = async () => (await client.orders.list.query({ platform: "ebay", limit: 1 })).total;
  await expect.poll(held, patience).toBe(ebayOrders);
});

/** The first read goes 90 days back; what is about as old as that may be in it or not, and the shop has none such. */
function isRead(createdAt: string): boolean {
  return Date.parse(createdAt) > Date.now() - 89 * 86_400_000;
}
