import type { ConnectionRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext, Verb } from "../context.ts";
import { type ConnectionCard, connectionCard } from "./connection-card.ts";
import { listConnectionRows } from "./connection-rows.ts";
import { presetKeys } from "./preset-keys.ts";

type Tx = Transaction<Database>;

/** One card for each platform this server knows, also for those that are not connected. */
export async function listConnections({ ctx }: Pick<Verb<void>, "ctx">): Promise<ConnectionCard[]> {
  const facts = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readFacts(tx));
  const presets = facts.demo ? new Map<string, string[]>() : await presetNames(ctx);
  return ctx.connectors.all().map((definition) => {
    const { platform } = definition.manifest;
    const row = facts.rows.find((candidate) => candidate.platform === platform) ?? null;
    const cursor = facts.cursors.find(({ connection_id }) => connection_id === row?.id);
    return connectionCard({
      definition,
      row,
      demo: facts.demo,
      preset: presets.get(platform) ?? [],
      stored: new Set(facts.credentials.filter((found) => found.connection_id === row?.id).map(({ kind }) => kind)),
      lastOrderSyncAt: cursor?.last_success_at ?? null,
      nextOrderSyncAt: definition.manifest.capabilities.orders ? nextRun(cursor?.next_run_at, ctx.now()) : null,
      pendingResolution: facts.pending.find((found) => found.platform === platform)?.count ?? 0,
    });
  });
}

const roundMs = 60_000;

/** When orders are read next: what is due, or was never planned, starts with the next round of the minute. */
function nextRun(planned: Date | null | undefined, now: Date): Date {
  if (planned && planned > now) return planned;
  return new Date(Math.floor(now.getTime() / roundMs + 1) * roundMs);
}

/** The card of one platform. Throws `not_found` for a platform this server does not know. */
export async function platformCard(ctx: ServiceContext, platform: string): Promise<ConnectionCard> {
  ctx.connectors.get(platform);
  const cards = await listConnections({ ctx });
  const card = cards.find((candidate) => candidate.platform === platform);
  if (card === undefined) throw new Error(`no card for ${platform}`);
  return card;
}

async function presetNames(ctx: ServiceContext): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const platform of Object.keys(ctx.installation.presets)) {
    names.set(platform, Object.keys(await presetKeys(ctx, platform)));
  }
  return names;
}

async function readFacts(tx: Tx) {
  const rows: ConnectionRow[] = await listConnectionRows(tx);
  const credentials = await tx.selectFrom("credentials").select(["connection_id", "kind"]).execute();
  const cursors = await tx
    .selectFrom("sync_cursors")
    .select(["connection_id", "last_success_at", "next_run_at"])
    .where("kind", "=", "orders")
    .execute();
  const pending = await tx
    .selectFrom("queue_entries")
    .select((eb) => ["platform", eb.fn.countAll<number>().as("count")])
    .where("status", "=", "pending")
    .groupBy("platform")
    .execute();
  const workspace = await tx.selectFrom("workspaces").select("demo").executeTakeFirstOrThrow();
  return { rows, credentials, cursors, pending, demo: workspace.demo };
}
