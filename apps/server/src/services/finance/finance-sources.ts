import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { BankReachView, FinanceSourceView } from "./finance-views.ts";
import type { Books } from "./reconcile.ts";

type Tx = Transaction<Database>;

/** The state of the bank's side: none connected, waiting for an approval, being read for the first time, or read. */
export async function bankReach(tx: Tx, ctx: ServiceContext, { reach, span }: Books): Promise<BankReachView> {
  const banks = await activeOf(tx, ctx, "bankTransactions");
  const gap = reach.find(({ unread_from, disconnected_at }) => unread_from !== null && disconnected_at === null);
  const unread =
    gap?.unread_from && gap.unread_to ? { from: gap.unread_from.toISOString(), to: gap.unread_to.toISOString() } : null;
  const known = { from: span?.from ?? null, until: span?.until ?? null, unread };
  if (span !== null) return { state: "read", ...known };
  if (banks.length === 0) return { state: "none", ...known };
  return { state: banks.some(({ error }) => error !== null) ? "waiting" : "reading", ...known };
}

/** The connected platforms that tell of payouts. */
export async function financeSources(tx: Tx, ctx: ServiceContext): Promise<FinanceSourceView[]> {
  const connections = await activeOf(tx, ctx, "finances");
  if (connections.length === 0) return [];
  const ids = connections.map(({ id }) => id);
  const cursors = await tx
    .selectFrom("sync_cursors")
    .select(["connection_id", "last_success_at"])
    .where("kind", "=", "finances")
    .where("connection_id", "in", ids)
    .execute();
  const runs = await tx
    .selectFrom("sync_runs")
    .distinctOn("connection_id")
    .select(["connection_id", "state", "errors"])
    .where("kind", "=", "finances")
    .where("connection_id", "in", ids)
    .orderBy("connection_id")
    .orderBy("started_at", "desc")
    .execute();
  return connections.map(({ id, platform }) => {
    const run = runs.find(({ connection_id }) => connection_id === id);
    const readAt = cursors.find(({ connection_id }) => connection_id === id)?.last_success_at;
    return {
      platform,
      lastReadAt: readAt?.toISOString() ?? null,
      error: run?.state === "failed" ? (run.errors.at(-1)?.message ?? "The last reading failed.") : null,
      reading: run?.state === "running" || run === undefined,
    };
  });
}

/** Connections in use whose platform offers bank lines, or finances. */
export async function activeOf(tx: Tx, ctx: ServiceContext, capability: "bankTransactions" | "finances") {
  const able = ctx.connectors.all().filter(({ manifest }) => manifest.capabilities[capability] === true);
  const platforms = able.map(({ manifest }) => manifest.platform);
  if (platforms.length === 0) return [];
  return await tx
    .selectFrom("connections")
    .select(["id", "platform", "error"])
    .where("disconnected_at", "is", null)
    .where("platform", "in", platforms)
    .orderBy("platform")
    .execute();
}
