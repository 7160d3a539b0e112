import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock, type SimulatorClock } from "@counterfoil/simulators/kit";
import { vi } from "vitest";
import { connectShops, createOwner, type DeskUser, importStock, signInAgain } from "../support/desk-set-up.ts";
import { readDeskTruth } from "../support/desk-truth.ts";
import { newDatabase } from "../support/new-database.ts";
import { temporaryFolder } from "../support/server-process.ts";
import { type Channel, connectOthers, endpointsOf } from "../support/shop-channels.ts";
import { answerYes, linkedListings, runSyncs, whenRehearsed, whenStill } from "../support/stock-desk.ts";
import { type Compared, type Comparison, compare, disagreements, tableOf } from "./comparison.ts";
import { type DeskFleet, type ProcessName, startFleet } from "./desk-fleet.ts";
import { type DeskReader, openDeskReader } from "./desk-reader.ts";
import { countRefusals } from "./faults.ts";
import { type Goods, readGoods } from "./goods.ts";
import { sendMessages } from "./messages.ts";
import type { Hindrance } from "./oversold.ts";
import { compareParcels, finishParcels, type Parcel } from "./packer.ts";
import { makePlan, skews } from "./plan.ts";
import type { Sale } from "./sales.ts";
import { keepSoldOutLots, stockOfSmallShop } from "./small-shop.ts";
import { storm } from "./storm.ts";

export interface ChaosOptions {
  /** A PostgreSQL server on which a database may be made. */
  postgresUrl: string;
  seed: number;
  minutes: number;
  channels: readonly Channel[];
  faults: boolean;
  /** How many different goods the shop has. */
  goodsCount: number;
}

/** What a run needs while it goes on. */
export interface Chaos {
  channels: readonly Channel[];
  seed: number;
  goodsCount: number;
  clocks: ReadonlyMap<Channel, SimulatorClock>;
  crashing: Set<ProcessName>;
  refusals: () => Map<Channel, string[]>;
  sandbox: Sandbox;
  fleet: DeskFleet;
  /** The seller at each web process. */
  users: readonly [DeskUser, DeskUser];
  desk: DeskReader;
  databaseUrl: string;
  goods: Goods[];
  sales: Sale[];
  parcels: Parcel[];
  hindrances: Hindrance[];
  startedAt: number;
}

/** Sets a shop up, lets buyers and faults loose on it, waits until all is still, and answers the comparison's rows. */
export async function runChaos(options: ChaosOptions) {
  const folder = temporaryFolder();
  const clocks = clocksOf(options);
  const sandbox = await startSandbox({ port: 0, clocks: Object.fromEntries(clocks) });
  const databaseUrl = await newDatabase(options.postgresUrl);
  const startedAt = performance.now();
  const fleet = await startFleet({
    ...{ dataDir: folder.path, databaseUrl, endpoints: endpointsOf(sandbox) },
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  });
  const desk = await openDeskReader(databaseUrl);
  try {
    const user = await createOwner(fleet.url("web-1"));
    const users = [user, await signInAgain(fleet.url("web-2"))] as const;
    const chaos: Chaos = {
      ...options,
      ...{ clocks, crashing: new Set(), refusals: countRefusals(sandbox, options.channels) },
      ...{ sandbox, fleet, users, desk, databaseUrl, startedAt },
      ...{ goods: [], sales: [], parcels: [], hindrances: [] },
    };
    await setUp(chaos);
    chaos.goods = await readGoods(sandbox, desk, options.channels);
    await desk.remember();
    say(chaos, `${chaos.goods.length} goods on ${options.channels.length} platforms`);
    await storm(chaos, makePlan({ ...options, lasts: options.minutes * 60_000 }));
    say(chaos, `the storm is over: ${chaos.sales.length} units sold`);
    const compared = await quiesce(chaos);
    const rows = [...compare(compared), compareParcels(chaos, compared.orders), compareProcesses(chaos)];
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

function compareProcesses({ fleet }: Chaos): Comparison {
  const fallen = fleet.fallen();
  return { what: "processes that ended by themselves", simulators: 0, desk: fallen.length, wrong: fallen };
}

function say({ startedAt }: Pick<Chaos, "startedAt">, text: string): void {
  process.stdout.write(`chaos ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s: ${text}\n`);
}

function clocksOf({ seed, channels, faults }: ChaosOptions): Map<Channel, SimulatorClock> {
  return new Map(
    [...skews({ seed, channels })].map(([channel, skew]) => {
      const clock = createClock();
      if (faults) clock.advance(skew);
      return [channel, clock];
    }),
  );
}

async function setUp(chaos: Chaos): Promise<void> {
  const { sandbox, fleet, channels } = chaos;
  const [user] = chaos.users;
  const url = fleet.url("web-1");
  keepSoldOutLots(sandbox);
  await importStock(user, stockOfSmallShop(sandbox, { ...chaos, goods: chaos.goodsCount }));
  await connectShops(url, user, sandbox);
  await connectOthers(url, user, sandbox, channels);
  await sendMessages(sandbox, { fleet, user, channels });
  say(chaos, "connected");
  await runSyncs(user, "orders");
  say(chaos, "orders read");
  await runSyncs(user, "listings");
  // eBay and BrickLink are connected in any case; on which of them people buy is another matter.
  await whenRehearsed(user, [...new Set<Channel>(["ebay", "bricklink", ...channels])]);
  say(chaos, "differences shown");
  await answerYes(user);
  await settle(chaos);
  say(chaos, "every listing agrees");
}

// Long, for Bricqer: it takes sixty calls a minute, and the trade of a week asks for more while the storm lasts.
const patience = { timeout: 1_500_000, interval: 1000 };

/** Waits until every listing offers what the desk wants of it. */
async function settle({ sandbox, users: [user] }: Chaos): Promise<void> {
  await vi.waitFor(async () => {
    const wrong = disagreements({ sandbox, listings: await linkedListings(user) });
    if (wrong.length > 0) throw new Error(`${wrong.length} listings do not agree:\n${wrong.slice(0, 20).join("\n")}`);
  }, patience);
}

/** Nothing breaks any more: waits until all that happened is known and told, and reads both sides. */
async function quiesce(chaos: Chaos): Promise<Compared> {
  const { sandbox, desk, databaseUrl, goods, sales, hindrances, refusals } = chaos;
  const [user] = chaos.users;
  await vi.waitFor(() => runSyncs(user, "orders"), patience);
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
  await finishParcels(chaos);
  say(chaos, "all parcels told");
  await vi.waitFor(() => whenStill(user), patience);
  await settle(chaos).catch((error: unknown) => say(chaos, String(error)));
  const listings = await linkedListings(user);
  return {
    sandbox,
    goods,
    hindrances,
    added: await desk.added(),
    refusals: refusals(),
    sales,
    orders: await desk.orders(),
    listings,
    truth: await readDeskTruth({ url: databaseUrl }),
  };
}
