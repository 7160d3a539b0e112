import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock, createRandom } from "@counterfoil/simulators/kit";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type DeskProcesses, startProcesses } from "./support/desk-processes.ts";
import { connectShops, createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { readDeskTruth } from "./support/desk-truth.ts";
import { newDatabase } from "./support/new-database.ts";
import { temporaryFolder } from "./support/server-process.ts";
import { findSharedGoods, type SharedGoods } from "./support/shared-goods.ts";
import { buyOne, type Channel, connectOthers, endpointsOf, offeredBy } from "./support/shop-channels.ts";
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
import { measureWithdrawals, type Road } from "./support/withdrawal-times.ts";

/** What is to be proved, and at which size. */
export interface OneSalePlan {
  channels: readonly Channel[];
  /** The seller's stock list. */
  stock(sandbox: Sandbox): string;
  /** Platforms whose sales Bricqer brings too. */
  twoRoads: readonly ("bricklink" | "brickowl")[];
  /** Ways by which sales whose withdrawal is timed come to be known, and how many of them. */
  timed: { roads: readonly Road[]; sales: number };
  /** How often a worker is killed while figures are on their way. */
  kills: number;
}

/** Up to this long after a sale was asked for, in milliseconds, a worker is killed. */
const latestKill = 1500;
/** Amazon shows a change some seconds late, and Bricqer takes 60 calls a minute: agreement is waited for. */
const patience = { timeout: 240_000, interval: 500 };

/**
 * One shop on several simulated platforms, one web and two worker processes on PostgreSQL: one sale on any platform lowers
 * all others within one sync cycle, is counted once by two roads, and workers that are killed leave nothing undone. The
 * simulators' books are compared, not what the desk says of them.
 */
export function proveOneSaleEverywhere(plan: OneSalePlan): void {
  const { channels } = plan;
  const folder = temporaryFolder();
  const clock = createClock();
  const random = createRandom(process.env.KILL_SEED ?? 1);
  let sandbox: Sandbox;
  let desk: DeskProcesses;
  let databaseUrl: string;
  let user: DeskUser;
  let goods: SharedGoods;
  /** The shop's history has sales of goods that were gone already: only further ones are ours. */
  let oversoldBefore: number;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, clock });
    databaseUrl = await newDatabase(inject("postgresUrl"));
    const environment = { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") };
    const options = { dataDir: folder.path, databaseUrl, endpoints: endpointsOf(sandbox), environment };
    desk = await startProcesses(options, { webs: 1, workers: 2 });
    const { url } = web();
    user = await createOwner(url);
    await importStock(user, plan.stock(sandbox));
    await connectShops(url, user, sandbox);
    await connectOthers(url, user, sandbox, channels);
    await runSyncs(user, "orders");
    await runSyncs(user, "listings");
    await whenRehearsed(user, channels);
    await whenStill(user);
    goods = await findSharedGoods(sandbox, () => user);
    oversoldBefore = await countOversold(user);
  }, 900_000);
  afterAll(async () => {
    await desk?.stop();
    await sandbox?.stop();
    folder.remove();
  });

  function web() {
    const [first] = desk.webs;
    if (first === undefined) throw new Error("no process answers");
    return first;
  }

  /** Linked listings whose marketplace offers another number than our stock allows. */
  function disagreements(listings: readonly ListingRow[]): string[] {
    return listings.flatMap((listing) => {
      const offered = offeredBy(sandbox, listing);
      const agrees = offered === listing.wanted || (offered === null && listing.wanted === 0);
      return agrees ? [] : [`${listing.platform} ${listing.externalId}: offers ${offered}, should ${listing.wanted}`];
    });
  }

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

  async function takeGoodsOn(channel: string): Promise<{ group: ListingRow[]; sold: ListingRow }> {
    const isOnChannel = ({ platform }: ListingRow) => platform === channel;
    const group = await goods.take((listings) => listings.some(isOnChannel));
    return { group, sold: group.find(isOnChannel) as ListingRow };
  }

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

  test.each(channels)("one sale on %s lowers the quantity on all the others within one sync cycle", async (channel) => {
    const { group, sold } = await takeGoodsOn(channel);
    const before = new Map(group.map((listing) => [listing.id, offeredBy(sandbox, listing)]));
    buyAMinuteAgo(sold);
    const startedAt = performance.now();
    await syncOrdersOf(user, channel);
    const wanted = group.map(({ id, platform }) => [platform, (before.get(id) ?? 0) - 1]);
    const offered = () => group.map((listing) => [listing.platform, offeredBy(sandbox, listing) ?? 0]);
    await expect.poll(offered, patience).toEqual(wanted);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    for (const [index, { platform, title, id }] of group.entries())
      say(`sold on ${channel}: ${platform} "${title}" ${before.get(id)} → ${wanted[index]?.[1]} (${seconds} s)`);
    await whenStill(user);
    await expectAgreement(`after the sale on ${channel}`);
  });

  test.each(plan.twoRoads)("a sale on %s that Bricqer brings too is counted once", async (channel) => {
    const { sold } = await takeGoodsOn(channel);
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
  });

  test.each(plan.timed.roads)("a unit sold is gone everywhere soon, known by %s", async (road) => {
    const { sales } = plan.timed;
    const measured = { sandbox, serverUrl: web().url, user, goods };
    const { seconds, p50, p95, missing, slowest } = await measureWithdrawals(measured, { road, sales });
    const figures = `p50 ${p50.toFixed(2)} s, p95 ${p95.toFixed(2)} s, ${seconds.length} figures`;
    say(`withdrawal by ${road}: ${figures}, the slowest on ${slowest}`);
    expect(missing).toBe(0);
    await whenStill(user);
    await expectAgreement(`after ${sales} sales known by ${road}`);
  });

  test(`workers killed ${plan.kills} times while figures are on their way: every listing agrees in the end, no unit twice`, async () => {
    for (let kill = 0; kill < plan.kills; kill += 1) {
      const group = await goods.take(() => true);
      const sold = group[kill % group.length] as ListingRow;
      buyAMinuteAgo(sold);
      await startSyncOf(user, sold.platform);
      await new Promise((resolve) => setTimeout(resolve, latestKill * random.next()));
      await Promise.all([0, 1].map((index) => desk.replaceWorker(index)));
    }
    await runSyncs(user, "orders");
    await whenStill(user);
    await expectAgreement(`after ${plan.kills} kills`);
    const oversold = (await countOversold(user)) - oversoldBefore;
    say(`after ${plan.kills} kills: ${oversold} sales were one too many`);
    expect(oversold).toBe(0);
  });

  test("the books are in order, and no platform had to refuse a call", async () => {
    const { overclaimedItems, unbalancedItems, overservedLines, linesWithoutState, stubsOutOfChain } =
      await readDeskTruth({ url: databaseUrl });
    const books = { overclaimedItems, unbalancedItems, overservedLines, linesWithoutState, stubsOutOfChain };
    const simulators = [sandbox.ebay, sandbox.bricklink, sandbox.brickowl, sandbox.bricqer];
    const refused = simulators.map(
      ({ requests }) => requests.list().filter(({ data }) => data["status"] === 429).length,
    );
    say(`books: ${JSON.stringify(books)}, refused calls: ${refused.join(", ")}`);
    expect(Object.values(books).every((count) => count === 0)).toBe(true);
    expect(refused).toEqual([0, 0, 0, 0]);
  });
}

function say(line: string): void {
  process.stdout.write(`ledger: ${line}\n`);
}
