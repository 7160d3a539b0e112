import type { Page } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import {
  advanceRun,
  databaseErrorCode,
  forgetUnreadOrders,
  type RunError,
  rememberUnreadOrders,
  retryTransaction,
  type SyncKind,
  type SyncRunRow,
  saveCursor,
} from "@counterfoil/db";
import type { ServiceContext } from "../context.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { keepingIndexTrue } from "../resolution/stock-index-cache.ts";
import { conflict } from "../service-error.ts";
import type { OrderOrigin } from "./order-rows.ts";
import { OddOrderError, type OrdersToWrite, type WrittenOrders, writeOrders } from "./write-orders.ts";

/** The run that a page belongs to. */
export interface PageRun {
  runId: string;
  origin: OrderOrigin;
  /** Whose cursor the page moves on. Defaults to the reading of changed orders. */
  kind?: SyncKind;
  /** What the matcher foresaw for the page, and who is told once it has decided. */
  ahead?: OrdersToWrite["ahead"];
}

interface Part {
  orders: readonly Order[];
  problems: readonly RunError[];
  /** Set on the page's last part: the cursor is stored with it. */
  cursor: string | null;
  /** Whether units are looked for; not where that is what failed. */
  linking: boolean;
}

/** What was written, and how far its run had come with it. */
export interface WrittenPart extends WrittenOrders {
  run: SyncRunRow;
}

/**
 * Writes one page and the cursor after it in one transaction. When an order cannot be stored, the page is halved until
 * that order is alone. It is tried without looking for its units; if it still cannot be stored, it is counted as failed
 * with its message and remembered, with records that could not be read, for the next runs. No other order suffers.
 * Orders that were asked for by themselves have no cursor.
 */
export async function writeOrderPage(
  ctx: ServiceContext,
  run: PageRun,
  page: Omit<Page<Order>, "cursor" | "problems"> & { cursor: string | null; problems: readonly RunError[] },
): Promise<WrittenPart[]> {
  const problems = page.problems.map(({ externalId, message }) => ({ externalId, message }));
  return await writePart(ctx, run, { orders: page.items, problems, cursor: page.cursor, linking: true });
}

async function writePart(ctx: ServiceContext, run: PageRun, part: Part): Promise<WrittenPart[]> {
  try {
    return [await retryTransaction(() => keepingIndexTrue(ctx, () => commitPart(ctx, run, part)))];
  } catch (error) {
    // What others decided in the meantime left alone units that this part did not take after all.
    if (part.linking && part.orders.length > 0) await lookAgain(ctx);
    if (!isOddOrder(error) || part.orders.length === 0) throw error;
    return await isolate(ctx, run, { part, error });
  }
}

async function lookAgain(ctx: ServiceContext): Promise<void> {
  await requestReevaluation(ctx, { everything: true }).catch((error: unknown) => {
    ctx.logger.warn({ err: error }, "open lines are looked at again when stock changes next");
  });
}

async function isolate(
  ctx: ServiceContext,
  run: PageRun,
  { part, error }: { part: Part; error: unknown },
): Promise<WrittenPart[]> {
  const [first] = part.orders;
  if (part.orders.length === 1 && first) {
    if (part.linking) return await writePart(ctx, run, { ...part, linking: false });
    ctx.logger.error({ err: error, order: first.externalId }, "an order could not be stored");
    const failure = { externalId: first.externalId, message: "This order could not be stored. It is read again." };
    return await writePart(ctx, run, { ...part, orders: [], problems: [...part.problems, failure], linking: true });
  }
  const middle = Math.ceil(part.orders.length / 2);
  const front = await writePart(ctx, run, {
    ...{ orders: part.orders.slice(0, middle), problems: [], cursor: null, linking: true },
  });
  return [...front, ...(await writePart(ctx, run, { ...part, orders: part.orders.slice(middle) }))];
}

// A value that a column refuses (classes 22, 23) or that the mapping cannot read, as against a database in trouble.
function isOddOrder(error: unknown): boolean {
  const code = databaseErrorCode(error);
  if (code !== null) return /^2[123]/.test(code);
  return error instanceof OddOrderError || error instanceof TypeError || error instanceof RangeError;
}

async function commitPart(ctx: ServiceContext, run: PageRun, part: Part): Promise<WrittenPart> {
  const { workspaceId } = ctx;
  const { connectionId } = run.origin;
  return await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const { orders, linking } = part;
    const { origin, ahead = null } = run;
    const written = await writeOrders(tx, ctx, { orders, origin, linking, ahead });
    const { created, updated, unchanged, linked, queued } = written;
    const at = ctx.now();
    const failed = part.problems.length;
    const counts = { seen: orders.length + failed, created, updated, unchanged, failed, linked, queued };
    const advanced = await advanceRun(tx, { id: run.runId, counts, errors: errorsOf(part, written), at });
    if (!advanced) throw conflict("This sync run was ended by another one.");
    await forgetUnreadOrders(tx, { connectionId, externalIds: orders.map((order) => order.externalId) });
    await rememberUnreadOrders(tx, { workspaceId, connectionId, problems: part.problems, at });
    if (part.cursor !== null)
      await saveCursor(tx, { workspaceId, connectionId, kind: run.kind ?? "orders", cursor: part.cursor });
    return { ...written, run: advanced };
  });
}

function errorsOf(part: Part, { unsearched }: WrittenOrders): RunError[] {
  const message = "This order is stored, but the search for its units broke off. It is tried again.";
  return [...part.problems, ...unsearched.map((externalId) => ({ externalId, message }))];
}
