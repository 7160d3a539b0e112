import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { connectShops, createOwner, type DeskUser, importStock, signInAgain } from "./support/desk-set-up.ts";
import { readDeskTruth } from "./support/desk-truth.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerOptions, startServer, temporaryFolder } from "./support/server-process.ts";

/** How often the server is killed on each database; `KILLS=20` makes the whole proof. */
const kills = Number(process.env.KILLS ?? 4);
const ordersBetweenKills = 3;
/** Up to this long after a sync was asked for, in milliseconds, the process is killed. */
const latestKill = 900;

let sandbox: Sandbox;
const folder = temporaryFolder();
const clock = createClock();

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
});
afterAll(async () => {
  await sandbox.stop();
  folder.remove();
});

async function run(options: ServerOptions, seed: number): Promise<void> {
  let random = seed;
  const next = () => {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    return random / 2 ** 32;
  };
  let server = await startServer(options);
  let user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  for (let kill = 1; kill <= kills; kill += 1) {
    arrive();
    await startSyncs(user);
    await wait(next() * latestKill);
    await server.kill("SIGKILL");
    server = await startServer(options);
    user = await signInAgain(server.url);
  }
  await syncEverything(user);
  await server.kill("SIGTERM");
}

// eBay's orders are read half a minute behind the clock: these were placed a little earlier.
function arrive(): void {
  clock.advance(-45_000);
  sandbox.arrive(ordersBetweenKills, ["ebay", "bricklink"]);
  clock.advance(45_000);
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// A run that the killed process left behind may still hold the place: the next one is simply asked for again.
async function startSyncs({ client }: DeskUser): Promise<void> {
  const cards = await client.connections.list.query();
  const ids = cards.flatMap(({ connectionId }) => connectionId ?? []);
  await Promise.allSettled(ids.map((connectionId) => client.sync.run.mutate({ connectionId, kind: "orders" })));
}

async function syncEverything({ client }: DeskUser): Promise<void> {
  for (const { connectionId } of await client.connections.list.query()) {
    if (!connectionId) continue;
    const start = () =>
      client.sync.run.mutate({ connectionId, kind: "orders" }).then(
        () => true,
        () => false,
      );
    await expect.poll(start, { timeout: 180_000, interval: 500 }).toBe(true);
  }
  const running = async () => (await client.sync.runs.query({ limit: 50 })).filter(({ state }) => state === "running");
  await expect.poll(running, { timeout: 180_000, interval: 300 }).toEqual([]);
}

function simulatedOrders(): OrderCount[] {
  const firstRead = Date.now() - 89 * 86_400_000;
  const ebay = sandbox.ebay.world.orders
    .all()
    .filter(({ createdAt }) => Date.parse(createdAt) > firstRead)
    .map(({ orderId, lines }) => ({ platform: "ebay", externalId: orderId, lines: lines.length }));
  const bricklink = sandbox.bricklink.world.orders
    .all()
    .filter(({ status, placedAt }) => status !== "PURGED" && Date.parse(placedAt) > firstRead)
    .map(({ orderId, batches }) => ({
      platform: "bricklink",
      externalId: String(orderId),
      lines: batches.flat().length,
    }));
  return [...ebay, ...bricklink];
}

interface OrderCount {
  platform: string;
  externalId: string;
  lines: number;
}

function difference(held: readonly OrderCount[], simulated: readonly OrderCount[]) {
  const name = ({ platform, externalId, lines }: OrderCount) => `${platform} ${externalId}: ${lines} lines`;
  const have = new Set(held.map(name));
  const want = new Set(simulated.map(name));
  return {
    missing: [...want].filter((order) => !have.has(order)),
    unexpected: [...have].filter((order) => !want.has(order)),
  };
}

test.each(["the embedded database", "PostgreSQL"])(
  `killed ${kills} times during syncs on %s: every order once, no line lost, no unit taken twice`,
  async (name) => {
    const embedded = name === "the embedded database";
    const options: ServerOptions = {
      dataDir: `${folder.path}/${embedded ? "embedded" : "postgresql"}`,
      endpoints: { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") },
      ...(embedded
        ? {}
        : {
            databaseUrl: await newDatabase(inject("postgresUrl")),
            environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
          }),
    };
    await run(options, embedded ? 1 : 2);
    const truth = await readDeskTruth(
      options.databaseUrl ? { url: options.databaseUrl } : { dataDir: options.dataDir },
    );
    expect(difference(truth.orders, simulatedOrders())).toEqual({ missing: [], unexpected: [] });
    expect(truth.orders.length).toBe(simulatedOrders().length);
    expect(truth).toMatchObject({
      linesWithoutState: 0,
      overclaimedItems: 0,
      unbalancedItems: 0,
      overservedLines: 0,
      stubsOutOfChain: 0,
    });
    expect(truth.claims).toBeGreaterThan(100);
  },
);
