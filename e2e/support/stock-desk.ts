import { until } from "./desk-patience.ts";
import type { DeskUser } from "./desk-set-up.ts";

type Client = DeskUser["client"];
type ListingPage = Awaited<ReturnType<Client["listings"]["list"]["query"]>>;
export type ListingRow = ListingPage["listings"][number];

const patience = { timeout: 420_000, interval: 250 };

/** The connections of the marketplaces, by platform. */
async function connectionIds({ client }: DeskUser): Promise<Map<string, string>> {
  const cards = await client.connections.list.query();
  return new Map(cards.flatMap(({ platform, connectionId }) => (connectionId ? [[platform, connectionId]] : [])));
}

type Kind = "orders" | "listings" | "stock";

/** Starts a sync of one kind on every connection and waits until none runs. */
export async function runSyncs(user: DeskUser, kind: Kind): Promise<void> {
  for (const connectionId of (await connectionIds(user)).values()) await startSync(user, { connectionId, kind });
  await whenNoSyncRuns(user);
}

/** Starts reading one marketplace's orders. */
export async function startSyncOf(user: DeskUser, platform: string): Promise<void> {
  const connectionId = (await connectionIds(user)).get(platform);
  if (connectionId === undefined) throw new Error(`${platform} is not connected`);
  await startSync(user, { connectionId, kind: "orders" });
}

/** Reads one marketplace's orders. */
export async function syncOrdersOf(user: DeskUser, platform: string): Promise<void> {
  await startSyncOf(user, platform);
  await whenNoSyncRuns(user);
}

// A run that the server started by itself may still hold the place: it is asked for until it starts.
async function startSync({ client }: DeskUser, run: { connectionId: string; kind: Kind }): Promise<void> {
  await until(() => client.sync.run.mutate(run), patience);
}

async function whenNoSyncRuns({ client }: DeskUser): Promise<void> {
  await until(async () => {
    const runs = await client.sync.runs.query({ limit: 50 });
    if (runs.some(({ state }) => state === "running")) throw new Error("a sync still runs");
  }, patience);
}

/** Every listing that units are tied to. */
export async function linkedListings({ client }: DeskUser): Promise<ListingRow[]> {
  const rows: ListingRow[] = [];
  let cursor: string | null = null;
  do {
    const page: ListingPage = await client.listings.list.query({ cursor, limit: 100 });
    rows.push(...page.listings.filter(({ wanted }) => wanted !== null));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** Waits until no figure is on its way. */
export async function whenStill({ client }: DeskUser): Promise<void> {
  await until(async () => {
    const counts = await client.listings.counts.query();
    if (counts.waiting > 0) throw new Error(`${counts.waiting} figures are on their way`);
  }, patience);
}

/** Waits until every marketplace's listings were tied to units and its first difference is written down. */
export async function whenRehearsed({ client }: DeskUser, platforms: readonly string[]): Promise<void> {
  await until(async () => {
    const shown = new Set((await client.stock.rehearsals.query()).map(({ platform }) => platform));
    const missing = platforms.filter((platform) => !shown.has(platform));
    if (missing.length > 0) throw new Error(`no difference is shown for ${missing.join(", ")}`);
  }, patience);
}

/** Agrees to every difference that waits. */
export async function answerYes({ client }: DeskUser): Promise<void> {
  for (const { id, version } of await client.stock.rehearsals.query())
    await client.stock.answer.mutate({ id, version, answer: "yes" });
}

/** Open sales of goods that another sale had taken before. */
export async function countOversold({ client }: DeskUser): Promise<number> {
  let found = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Client["resolution"]["list"]["query"]>> = await client.resolution.list.query({
      ...{ cursor, limit: 100 },
    });
    found += page.entries.filter(({ reason }) => reason === "oversold").length;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

/** One order of a sale, and how many units it holds. */
export interface RoadOfSale {
  platform: string;
  counts: boolean;
  units: number;
}

/** The orders of a sale, by the number that it has on its own platform. */
export async function ordersOfSale(
  { client }: DeskUser,
  { platform, number }: { platform: string; number: string },
): Promise<RoadOfSale[]> {
  const { orders } = await client.orders.list.query({ q: number, limit: 10 });
  const own = orders.find((order) => order.platform === platform && order.platformOrderId === number);
  if (own === undefined) throw new Error(`order ${number} was not read from ${platform}`);
  const { otherRoads } = await client.orders.get.query({ id: own.id });
  const all = await Promise.all([own, ...otherRoads].map(({ id }) => client.orders.get.query({ id })));
  return all.map((order) => ({
    platform: order.platform,
    counts: order.sameSaleAs === null,
    units: order.lines
      .flatMap(({ claims }) => claims.filter(({ state }) => state !== "released"))
      .reduce((sum, { quantity }) => sum + quantity, 0),
  }));
}
