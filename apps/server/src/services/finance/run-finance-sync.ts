import type { FinancesCapability, Page } from "@counterfoil/connector-kit";
import {
  advanceRun,
  type Database,
  readCursor,
  retryTransaction,
  saveCursor,
  upsertPayouts,
  upsertSettlementTransactions,
  type Written,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { openConnector } from "../connections/open-connector.ts";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { unavailable } from "../service-error.ts";
import { type OpenRun, type SyncInput, withRun } from "../sync/with-run.ts";
import { announceFinances } from "./announce-finances.ts";

const dayMs = 86_400_000;
/** The first reading reaches back over the two years that a bank's history is read for, and a month to spare. */
const historyDays = 760;

/** Both lists of a platform's finances have their own place; the store keeps one text for a kind. */
const placesSchema = z.object({ payouts: z.string().nullable(), transactions: z.string().nullable() });
type Places = z.infer<typeof placesSchema>;
type List = keyof Places;

/** Reads the payouts of a platform and the movements of funds behind them. */
export async function runFinanceSync({ ctx, input }: Verb<SyncInput>): Promise<void> {
  await withRun(ctx, { ...input, kind: "finances" }, async (open) => {
    try {
      await readFinances(ctx, open);
    } catch (error) {
      // Finances may need more than orders do, such as a signing key: what fails here says nothing of the connection.
      throw toServiceError(error);
    }
  });
  announceFinances(ctx);
}

async function readFinances(ctx: ServiceContext, open: OpenRun): Promise<void> {
  const { finances, manifest } = await openConnector(ctx, open.connection.id);
  if (finances === undefined) throw unavailable(`${manifest.name} tells nothing of payouts.`);
  const target = { workspaceId: ctx.workspaceId, connectionId: open.connection.id };
  const withIds = <Item extends object>(items: readonly Item[]) => items.map((item) => ({ ...item, id: ctx.newId() }));
  await readList(ctx, { open, list: "payouts", read: finances.payouts }, (tx, items) =>
    upsertPayouts(tx, target, withIds(items)),
  );
  await readList(ctx, { open, list: "transactions", read: finances.transactions }, (tx, items) =>
    upsertSettlementTransactions(tx, target, withIds(items)),
  );
}

interface Reading<Item> {
  open: OpenRun;
  list: List;
  read(cursor: string | null, options: Parameters<FinancesCapability["payouts"]>[1]): AsyncIterable<Page<Item>>;
}

type Write<Item> = (tx: Transaction<Database>, items: readonly Item[]) => Promise<Written>;

async function readList<Item>(ctx: ServiceContext, reading: Reading<Item>, write: Write<Item>): Promise<void> {
  const { open, list, read } = reading;
  const { signal } = open;
  const startFrom = new Date(ctx.now().getTime() - historyDays * dayMs).toISOString();
  const places = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readPlaces(tx, open.connection.id));
  for await (const page of read(places[list], { signal, startFrom })) {
    await retryTransaction(() => writePage(ctx, { open, list, page }, write));
    announceFinances(ctx);
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
}

async function readPlaces(tx: Transaction<Database>, connectionId: string): Promise<Places> {
  const cursor = await readCursor(tx, connectionId, "finances");
  return cursor === null ? { payouts: null, transactions: null } : placesSchema.parse(JSON.parse(cursor));
}

async function writePage<Item>(
  ctx: ServiceContext,
  { open, list, page }: { open: OpenRun; list: List; page: Page<Item> },
  write: Write<Item>,
): Promise<void> {
  const { workspaceId } = ctx;
  const connectionId = open.connection.id;
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const { created, updated } = await write(tx, page.items);
    const failed = page.problems.length;
    const unchanged = Math.max(0, page.items.length - created - updated);
    const counts = { seen: page.items.length + failed, created, updated, unchanged, failed, linked: 0, queued: 0 };
    const errors = page.problems.map(({ externalId, message }) => ({ externalId, message }));
    await advanceRun(tx, { id: open.run.id, counts, errors, at: ctx.now() });
    const places = { ...(await readPlaces(tx, connectionId)), [list]: page.cursor };
    await saveCursor(tx, { workspaceId, connectionId, kind: "finances", cursor: JSON.stringify(places) });
  });
}
