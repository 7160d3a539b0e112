import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connectShops, createOwner, type DeskUser, importStock, signInAgain } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerOptions, type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { findSharedGoods, type SharedGoods } from "./support/shared-goods.ts";
import { buyOne, channels, connectOthers, endpointsOf, offeredBy } from "./support/shop-channels.ts";
import {
  answerYes,
  countOversold,
  type ListingRow,
  linkedListings,
  ordersOfSale,
  runSyncs,
  startSyncOf,
  syncOrdersOf,
  whenRehearsed,
  whenStill,
} from "./support/stock-desk.ts";
import { measureWithdrawals } from "./support/withdrawal-times.ts";

/** How often the server is killed while figures are on their way; `KILLS` makes a longer proof. */
const kills = Number(process.env.KILLS ?? 3);
/** Sales whose withdrawal is timed, for each way by which a sale comes to be known. */
const timedSales = 3;
/** Up to this long after a sale was asked for, in milliseconds, the process is killed. */
const latestKill = 1500;

const folder = temporaryFolder();
const clock = createClock();
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let goods: SharedGoods;
/** The shop's history has sales of goods that were gone already: only further ones are ours. */
let oversoldBefore: number;
let options: ServerOptions;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
  options = {
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: endpointsOf(sandbox),
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  };
  server = await startServer(options);
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  await connectOthers(server.url, user, sandbox);
  await runSyncs(user, "orders");
  await runSyncs(user, "listings");
  await whenRehearsed(user, channels);
  await whenStill(user);
  goods = await findSharedGoods(sandbox, () => user);
  oversoldBefore = await countOversold(user);
}, 900_000);
afterAll(async () => {
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

function say(line: string): void {
  process.stdout.write(`ledger: ${line}\n`);
}

/** Linked listings whose marketplace offers another number than our stock allows. */
function disagreements(listings: readonly ListingRow[]): string[] {
  return listings.flatMap((listing) => {
    const offered = offeredBy(sandbox, listing);
    const agrees = offered === listing.wanted || (offered === null && listing.wanted === 0);
    return agrees ? [] : [`${listing.platform} ${listing.externalId}: offers ${offered}, should ${listing.wanted}`];
  });
}

/** Amazon shows a change some seconds late, and Bricqer takes 60 calls a minute: agreement is waited for. */
const patience = { timeout: 240_000, interval: 1000 };

async function expectAgreement(what: string): Promise<void> {
  const look = async () => disagreements(await linkedListings(user));
  await expect.poll(look, patience).toEqual([]);
  say(`${what}: all ${(await linkedListings(user)).length} linked listings offer what the stock allows`);
}

// Marketplaces show orders a little late: this one came in a minute ago.
function buyAMinuteAgo(listing: ListingRow): string {
  clock.advance(-60_000);
  const number = buyOne(sandbox, listing);
  clock.advance(60_000);
  return number;
}

describe("the same shop on seven platforms", () => {
  test("nothing is sent before a person has agreed to the difference; then every listing agrees with the stock", async () => {
    const rehearsals = await user.client.stock.rehearsals.query();
    expect(rehearsals.map(({ platform }) => platform).sort()).toEqual([...channels].sort());
    const before = disagreements(await linkedListings(user)).length;
    const announced = rehearsals.reduce((sum, { changes }) => sum + changes.length, 0);
    say(`before: ${before} listings differ, ${announced} are shown to the seller`);
    expect(before).toBe(announced);
    await answerYes(user);
    await whenStill(user);
    await expectAgreement("after the first yes");
  });

  test.each(channels)(
    "one sale on %s lowers the quantity on all the others as soon as its orders are read",
    async (channel) => {
      const isOnChannel = ({ platform }: ListingRow) => platform === channel;
      const group = await goods.take((listings) => listings.some(isOnChannel));
      const sold = group.find(isOnChannel) as ListingRow;
      const before = new Map(group.map((listing) => [listing.id, offeredBy(sandbox, listing)]));
      buyAMinuteAgo(sold);
      const startedAt = performance.now();
      const wanted = group.map(({ id, platform }) => [platform, (before.get(id) ?? 0) - 1]);
      const offered = async () => {
        await syncOrdersOf(user, channel);
        await whenStill(user);
        return group.map((listing) => [listing.platform, offeredBy(sandbox, listing) ?? 0]);
      };
      await expect.poll(offered, { ...patience, interval: 5_000 }).toEqual(wanted);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      for (const [index, { platform, title, id }] of group.entries())
        say(`sold on ${channel}: ${platform} "${title}" ${before.get(id)} → ${wanted[index]?.[1]} (${seconds} s)`);
      await expectAgreement(`after the sale on ${channel}`);
    },
  );

  test.each(["bricklink", "brickowl"] as const)(
    "a sale on %s that Bricqer brings too is counted once",
    async (channel) => {
      const isOnChannel = ({ platform }: ListingRow) => platform === channel;
      const group = await goods.take((listings) => listings.some(isOnChannel));
      const sold = group.find(isOnChannel) as ListingRow;
      const number = buyAMinuteAgo(sold);
      for (const platform of ["bricqer", channel]) await syncOrdersOf(user, platform);
      const roads = await ordersOfSale(user, { platform: channel, number });
      const said = roads.map(
        ({ platform, counts, units }) => `${platform} ${counts ? "counts" : "is the same sale"}, ${units} unit`,
      );
      say(`sold on ${channel}, read from bricqer first: ${said.join("; ")}`);
      expect(roads.map(({ platform }) => platform).sort()).toEqual(["bricqer", channel].sort());
      expect(roads.filter(({ counts }) => counts)).toHaveLength(1);
      expect(roads.reduce((sum, { units }) => sum + units, 0)).toBe(1);
      await whenStill(user);
      await expectAgreement(`after the sale by two roads on ${channel}`);
    },
  );

  test.each(["webhook", "polling"] as const)("a unit sold is gone everywhere soon, known by %s", async (road) => {
    const desk = { sandbox, serverUrl: server.url, user, goods };
    const { seconds, p50, p95, missing } = await measureWithdrawals(desk, { road, sales: timedSales });
    say(`withdrawal by ${road}: p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s, ${seconds.length} figures`);
    expect(missing).toBe(0);
    await whenStill(user);
    await expectAgreement(`after ${timedSales} sales known by ${road}`);
  });

  test(`killed ${kills} times while figures are on their way: every listing agrees in the end, no unit twice`, async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      const group = await goods.take(() => true);
      const sold = group[kill % group.length] as ListingRow;
      buyAMinuteAgo(sold);
      await startSyncOf(user, sold.platform);
      await new Promise((resolve) => setTimeout(resolve, (latestKill * kill) / kills));
      await server.kill("SIGKILL");
      server = await startServer(options);
      user = await signInAgain(server.url);
    }
    await runSyncs(user, "orders");
    await whenStill(user);
    await expectAgreement(`after ${kills} kills`);
    const oversold = (await countOversold(user)) - oversoldBefore;
    say(`after ${kills} kills: ${oversold} sales were one too many`);
    expect(oversold).toBe(0);
  });
});
