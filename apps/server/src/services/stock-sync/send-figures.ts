import { type Connector, ConnectorError, type StockCapability, type WriteOutcome } from "@counterfoil/connector-kit";
import type { ListingReference, StockLevel } from "@counterfoil/core/model";
import { decidePush } from "@counterfoil/core/stock";
import {
  endStockTasks,
  retryTransaction,
  type StockTaskOutcome,
  saveStockLevels,
  takeStockTasks,
} from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { unavailable } from "../service-error.ts";
import { type WantedTask, withWanted } from "./hold-for-rehearsal.ts";
import { requireStockChannel } from "./stock-channel.ts";
import { failedOutcome, sentOutcome, unsentOutcome } from "./task-outcome.ts";

/** A process that shows no result for this long was killed; what it sent is then read from the platform. */
const leaseMs = 60_000;

export interface SendTarget {
  connectionId: string;
  connector: Connector;
  signal: AbortSignal;
}

/** What sending some figures did. */
export interface SentFigures {
  /** Listings that were asked for on the platform. */
  handled: number;
  sent: number;
  /** Whether some wait until the platform's orders were read. */
  ordersWanted: boolean;
  /** The failure that all others would meet too; null while there is none. */
  failure: ConnectorError | null;
}

/** The parts of a platform's connector that stock needs. */
export function requireStock(connector: Connector): StockCapability {
  if (connector.stock) return connector.stock;
  throw unavailable(`${connector.manifest.name} takes no stock figures.`);
}

/**
 * Sends figures: takes the tasks, asks the platform what it shows, decides on each, sends, and writes down what became of
 * it. A process that is killed in between leaves tasks that are taken again, and the platform is asked first then too.
 */
export async function sendFigures(
  ctx: ServiceContext,
  target: SendTarget,
  listingIds: readonly string[],
): Promise<SentFigures> {
  const { tasks, ordersReadFrom } = await take(ctx, target, listingIds);
  const result: SentFigures = { handled: tasks.length, sent: 0, ordersWanted: false, failure: null };
  if (tasks.length === 0) return result;
  const stock = requireStock(target.connector);
  // A withdrawal begins with this reading: what is kept of a limit for withdrawals must be kept for it too.
  const reading = { signal: target.signal, lane: "withdraw_stock" } as const;
  const levels = await attempt(() => stock.read(tasks.map(referenceOf), reading));
  if (ConnectorError.is(levels)) {
    await end(ctx, { outcomes: tasks.map((task) => failedOutcome(task, levels, ctx.now())), levels: [] });
    return { ...result, failure: levels };
  }
  const seen = levelsOf(tasks, levels);
  const now = ctx.now();
  const decided = tasks.map((task) => ({
    task,
    decision: decidePush({
      ...{ wanted: task.wanted, known: task.quantity, live: seen.get(task.listing_id)?.quantity ?? null },
      ...{ raiseSince: task.raise_since?.getTime() ?? null, fell: task.fell, ordersReadFrom, now: now.getTime() },
    }),
  }));
  const unsent: StockTaskOutcome[] = [];
  const toSend: WantedTask[] = [];
  for (const { task, decision } of decided) {
    if (decision.kind === "withdraw" || decision.kind === "offer") toSend.push(task);
    else unsent.push(unsentOutcome(task, decision, now));
  }
  await end(ctx, { outcomes: unsent, levels: tasks.map((task) => readLevel(task, seen, now)) });
  const written = await write(ctx, { stock, tasks: toSend, signal: target.signal });
  return {
    ...result,
    ...written,
    ordersWanted: decided.some(({ decision }) => decision.kind === "read-orders-first"),
  };
}

async function take(ctx: ServiceContext, { connectionId, connector }: SendTarget, listingIds: readonly string[]) {
  const now = ctx.now();
  const until = new Date(now.getTime() + leaseMs);
  return await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      const channel = await requireStockChannel(tx, connectionId);
      const tasks = withWanted(await takeStockTasks(tx, { listingIds, now, until }), channel);
      const run = await tx
        .selectFrom("sync_runs")
        .select("started_at")
        .where("connection_id", "=", connectionId)
        .where("kind", "=", "orders")
        .where("state", "=", "done")
        .orderBy("started_at", "desc")
        .executeTakeFirst();
      const hasOrders = connector.manifest.capabilities.orders;
      return { tasks, ordersReadFrom: hasOrders ? (run?.started_at.getTime() ?? 0) : null };
    }),
  );
}

function referenceOf(task: WantedTask): ListingReference {
  const { external_id: externalId, variation_id: variationId, sku, platform_data: platformData } = task;
  return { externalId, variationId, sku, platformData };
}

async function attempt<Value>(call: () => Promise<Value>): Promise<Value | ConnectorError> {
  try {
    return await call();
  } catch (error) {
    if (ConnectorError.is(error)) return error;
    throw error;
  }
}

type ReadLevels = ReadonlyMap<string, StockLevel>;

function levelsOf(tasks: readonly WantedTask[], levels: readonly StockLevel[]): ReadLevels {
  const key = ({ externalId, variationId }: ListingReference) => JSON.stringify([externalId, variationId]);
  const byReference = new Map(levels.map((level) => [key(level.listing), level]));
  return new Map(
    tasks.flatMap((task) => {
      const level = byReference.get(key(referenceOf(task)));
      return level === undefined ? [] : [[task.listing_id, level] as const];
    }),
  );
}

interface LevelToSave {
  listing_id: string;
  quantity: number | null;
  observed_at: string;
}

function readLevel(task: WantedTask, seen: ReadLevels, now: Date): LevelToSave {
  return {
    listing_id: task.listing_id,
    quantity: seen.get(task.listing_id)?.quantity ?? null,
    observed_at: now.toISOString(),
  };
}

async function write(
  ctx: ServiceContext,
  { stock, tasks, signal }: { stock: StockCapability; tasks: readonly WantedTask[]; signal: AbortSignal },
): Promise<Pick<SentFigures, "sent" | "failure">> {
  if (tasks.length === 0) return { sent: 0, failure: null };
  const changes = tasks.map((task) => ({
    ...{ listing: referenceOf(task), quantity: task.wanted },
    idempotencyKey: `stock:${task.listing_id}:${task.revision}`,
  }));
  const answer = await attempt(() => stock.set(changes, { signal }));
  const now = ctx.now();
  const outcomes = tasks.map((task, index): { task: WantedTask; outcome: WriteOutcome<StockLevel> } => ({
    task,
    outcome: outcomeOf(answer, index, changes[index]?.idempotencyKey ?? ""),
  }));
  await end(ctx, {
    outcomes: outcomes.map(({ task, outcome }) => sentOutcome(task, outcome, now)),
    levels: outcomes.flatMap(({ task, outcome }) =>
      outcome.status === "done"
        ? [{ listing_id: task.listing_id, quantity: outcome.value.quantity, observed_at: now.toISOString() }]
        : [],
    ),
  });
  const done = outcomes.filter(({ outcome }) => outcome.status === "done").length;
  const general = outcomes.flatMap(({ outcome }) => (outcome.status === "failed" ? [outcome.error] : []));
  return { sent: done, failure: general.find(stopsTheRest) ?? null };
}

function outcomeOf(
  answer: WriteOutcome<StockLevel>[] | ConnectorError,
  index: number,
  idempotencyKey: string,
): WriteOutcome<StockLevel> {
  const outcome = ConnectorError.is(answer) ? answer : answer[index];
  if (outcome !== undefined && !ConnectorError.is(outcome)) return outcome;
  const message = "The platform did not say what became of this figure.";
  const error = outcome ?? new ConnectorError({ code: "outcome_unknown", message });
  return { status: "failed", idempotencyKey, error };
}

const ofTheConnection: ReadonlySet<string> = new Set([
  "auth_expired",
  "auth_revoked",
  "rate_limited",
  "quota_exhausted",
  "unavailable",
  "aborted",
]);

/** Whether a failure says nothing of the listing, so that the next ones would meet it too. */
function stopsTheRest({ code }: ConnectorError): boolean {
  return ofTheConnection.has(code);
}

async function end(
  ctx: ServiceContext,
  { outcomes, levels }: { outcomes: readonly StockTaskOutcome[]; levels: readonly LevelToSave[] },
): Promise<void> {
  const now = ctx.now();
  await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      await saveStockLevels(tx, levels);
      await endStockTasks(tx, { outcomes, now });
    }),
  );
}
