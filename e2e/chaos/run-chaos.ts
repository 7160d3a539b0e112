import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { vi } from "vitest";
import { connectShops, createOwner, type DeskUser, importStock } from "../support/desk-set-up.ts";
import { readDeskTruth } from "../support/desk-truth.ts";
import { newDatabase } from "../support/new-database.ts";
import { temporaryFolder } from "../support/server-process.ts";
import { channels as allChannels, type Channel, connectOthers, endpointsOf } from "../support/shop-channels.ts";
import { answerYes, linkedListings, runSyncs, whenRehearsed, whenStill } from "../support/stock-desk.ts";
import { type Compared, compare, disagreements, tableOf } from "./comparison.ts";
import { type DeskFleet, startFleet } from "./desk-fleet.ts";
import { type DeskReader, openDeskReader } from "./desk-reader.ts";
import { type Goods, readGoods } from "./goods.ts";
import { type ChaosEvent, makePlan } from "./plan.ts";
import { type Sale, sell } from "./sales.ts";

export interface ChaosOptions {
  /** A PostgreSQL server on which a database may be made. */
  postgresUrl: string;
  seed: number;
  minutes: number;
  channels: readonly Channel[];
  faults: boolean;
}

/** What a run needs while it goes on. */
interface Chaos {
  sandbox: Sandbox;
  fleet: DeskFleet;
  user: DeskUser;
  desk: DeskReader;
  databaseUrl: string;
  goods: Goods[];
  sales: Sale[];
  startedAt: number;
}

/** Sets a shop up, lets buyers and faults loose on it, waits until all is still, and answers the comparison's rows. */
export async function runChaos(options: ChaosOptions) {
  const folder = temporaryFolder();
  const sandbox = await startSandbox({ port: 0 });
  const databaseUrl = await newDatabase(options.postgresUrl);
  const startedAt = performance.now();
  const fleet = await startFleet({
    ...{ dataDir: folder.path, databaseUrl, endpoints: endpointsOf(sandbox) },
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  });
  const desk = await openDeskReader(databaseUrl);
  try {
    const user = await createOwner(fleet.url("web-1"));
    const chaos: Chaos = { ...{ sandbox, fleet, user, desk, databaseUrl, startedAt }, goods: [], sales: [] };
    await setUp(chaos, options.channels);
    chaos.goods = await readGoods(sandbox, desk);
    say(chaos, `${chaos.goods.length} goods on ${options.channels.length} platforms`);
    await storm(chaos, makePlan({ ...options, lasts: options.minutes * 60_000 }));
    const rows = compare(await quiesce(chaos));
    say(chaos, `seed ${options.seed}: simulators' ledgers and the desk's database\n${tableOf(rows)}`);
    return rows;
  } catch (error) {
    process.stdout.write(`${fleet.output()}\n`);
    throw error;
  } finally {
    await desk.close();
    await fleet.stop();
    await sandbox.stop();
    folder.remove();
  }
}

function say({ startedAt }: Pick<Chaos, "startedAt">, text: string): void {
  process.stdout.write(`chaos ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s: ${text}\n`);
}

async function setUp(chaos: Chaos, channels: readonly Channel[]): Promise<void> {
  const { sandbox, fleet, user } = chaos;
  const url = fleet.url("web-1");
  await importStock(user, sandbox.stockCsv());
  await connectShops(url, user, sandbox);
  if (channels.length === allChannels.length) await connectOthers(url, user, sandbox);
  say(chaos, "connected");
  await runSyncs(user, "orders");
  say(chaos, "orders read");
  await runSyncs(user, "listings");
  await whenRehearsed(user, channels);
  say(chaos, "differences shown");
  await answerYes(user);
  await settle(chaos);
  say(chaos, "every listing agrees");
}

const patience = { timeout: 300_000, interval: 1000 };

/** Waits until every listing offers what the desk wants of it. */
async function settle({ sandbox, user }: Chaos): Promise<void> {
  await vi.waitFor(async () => {
    const wrong = disagreements({ sandbox, listings: await linkedListings(user) });
    if (wrong.length > 0) throw new Error(`${wrong.length} listings do not agree:\n${wrong.slice(0, 20).join("\n")}`);
  }, patience);
}

async function storm(chaos: Chaos, plan: readonly ChaosEvent[]): Promise<void> {
  const startedAt = Date.now();
  const under: Promise<unknown>[] = [];
  for (const event of plan) {
    const wait = startedAt + event.at - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    under.push(happen(chaos, event));
  }
  await Promise.all(under);
  say(chaos, `the storm is over: ${chaos.sales.length} units sold`);
}

async function happen(chaos: Chaos, event: ChaosEvent): Promise<void> {
  switch (event.kind) {
    case "buyers":
      chaos.sales.push(...sell(chaos.sandbox, chaos.goods, event));
      return;
    case "read-orders":
      // Whatever hinders the seller's click now is what the run is about: the next one comes soon.
      await chaos.user.client.sync.runNow.mutate({ kind: "orders" }).catch(() => {});
      return;
    case "crash":
      await chaos.fleet.crash(event.process);
      return;
    case "cut-database":
      await chaos.desk.cutConnections();
      return;
  }
}

/** Nothing breaks any more: waits until all that happened is known and told, and reads both sides. */
async function quiesce(chaos: Chaos): Promise<Compared> {
  const { sandbox, user, desk, databaseUrl, goods, sales } = chaos;
  await runSyncs(user, "orders");
  say(chaos, "all orders read once more");
  await vi
    .waitFor(
      async () => {
        const held = new Set((await desk.orders()).map(({ platform, number }) => `${platform} ${number}`));
        const missing = sales.filter(({ platform, number }) => !held.has(`${platform} ${number}`));
        if (missing.length === 0) return;
        await user.client.sync.runNow.mutate({ kind: "orders" });
        throw new Error(`${missing.length} orders are not known: ${JSON.stringify(missing.slice(0, 5))}`);
      },
      { ...patience, interval: 5000 },
    )
    .catch((error: unknown) => say(chaos, String(error)));
  await whenStill(user);
  await settle(chaos).catch((error: unknown) => say(chaos, String(error)));
  const listings = await linkedListings(user);
  return {
    sandbox,
    goods,
    sales,
    orders: await desk.orders(),
    listings,
    truth: await readDeskTruth({ url: databaseUrl }),
  };
}
