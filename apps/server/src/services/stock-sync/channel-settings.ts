import { driftRules, raiseStockTasks } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { announceListings } from "../listings/announce-listings.ts";
import { requireRole } from "../require-role.ts";
import { allStockChannels, requireStockChannel, type StockChannel } from "./stock-channel.ts";

const bufferSchema = z.number().int().min(0).max(1000);

export const setStockChannelInput = z.object({
  connectionId: z.uuid(),
  paused: z.boolean().optional(),
  /** Null: as the workspace says. */
  safetyBuffer: bufferSchema.nullable().optional(),
  zeroLimit: z.number().int().min(0).max(100_000).optional(),
  driftRule: z.enum(driftRules).optional(),
});
export const setSafetyBufferInput = z.object({ safetyBuffer: bufferSchema });

/** How stock is told to a platform, as the page shows it. */
export interface StockChannelShown {
  connectionId: string;
  platform: string;
  account: string | null;
  /** Whether the platform takes figures at all. */
  writable: boolean;
  paused: boolean;
  safetyBuffer: number | null;
  /** The one that holds: its own or the workspace's. */
  buffer: number;
  zeroLimit: number;
  driftRule: StockChannel["drift_rule"];
  /** When figures were first allowed to be sent; null: not yet. */
  allowedAt: string | null;
  allowedBy: string | null;
}

/** The workspace's buffer and the channels of its connections. */
export interface StockSettings {
  safetyBuffer: number;
  channels: StockChannelShown[];
}

/** How stock is told to the platforms. */
export async function getStockSettings({ ctx }: Pick<Verb<void>, "ctx">): Promise<StockSettings> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const channels = await allStockChannels(tx);
    const policy = await tx.selectFrom("stock_policies").select("safety_buffer").executeTakeFirst();
    const shown = channels.filter(({ disconnected_at }) => disconnected_at === null).map((row) => view(ctx, row));
    return { safetyBuffer: policy?.safety_buffer ?? 0, channels: shown };
  });
}

function view(ctx: ServiceContext, channel: StockChannel): StockChannelShown {
  const { capabilities } = ctx.connectors.get(channel.platform).manifest;
  return {
    ...{ connectionId: channel.connection_id, platform: channel.platform, account: channel.account },
    writable: capabilities.stockRead && capabilities.stockWrite && !channel.read_only,
    ...{ paused: channel.paused, safetyBuffer: channel.safety_buffer, buffer: channel.buffer },
    ...{ zeroLimit: channel.zero_limit, driftRule: channel.drift_rule },
    ...{ allowedAt: channel.allowed_at?.toISOString() ?? null, allowedBy: channel.allowed_by },
  };
}

/** Changes how stock is told to one platform; figures that it changes are sent. Throws `not_found`. */
export async function setStockChannel({
  ctx,
  input,
}: Verb<z.infer<typeof setStockChannelInput>>): Promise<StockChannelShown> {
  requireRole(ctx.role, "manager");
  const { connectionId } = input;
  const { workspaceId } = ctx;
  const change = {
    ...(input.paused === undefined ? {} : { paused: input.paused }),
    ...(input.safetyBuffer === undefined ? {} : { safety_buffer: input.safetyBuffer }),
    ...(input.zeroLimit === undefined ? {} : { zero_limit: input.zeroLimit }),
    ...(input.driftRule === undefined ? {} : { drift_rule: input.driftRule }),
    updated_at: ctx.now(),
  };
  const shown = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    const before = await requireStockChannel(tx, connectionId);
    await tx
      .insertInto("stock_channels")
      .values({ workspace_id: workspaceId, connection_id: connectionId, ...change })
      .onConflict((known) => known.columns(["workspace_id", "connection_id"]).doUpdateSet(change))
      .execute();
    const after = await requireStockChannel(tx, connectionId);
    const again = after.buffer !== before.buffer || (before.paused && !after.paused);
    if (again) await raiseAll(tx, connectionId);
    await writeAudit(tx, ctx, {
      ...{ action: "stock-channel-changed", subjectType: "connection", subjectId: connectionId },
      ...{ text: "Changed how stock is told to the platform.", detail: input },
    });
    return view(ctx, after);
  });
  announceListings(ctx);
  return shown;
}

/** Changes the buffer of all connections that have none of their own. */
export async function setSafetyBuffer({
  ctx,
  input: { safetyBuffer },
}: Verb<z.infer<typeof setSafetyBufferInput>>): Promise<StockSettings> {
  requireRole(ctx.role, "manager");
  const { workspaceId } = ctx;
  const change = { safety_buffer: safetyBuffer, updated_at: ctx.now() };
  await ctx.db.inWorkspace(workspaceId, async (tx) => {
    await tx
      .insertInto("stock_policies")
      .values({ workspace_id: workspaceId, ...change })
      .onConflict((known) => known.column("workspace_id").doUpdateSet(change))
      .execute();
    await raiseAll(tx, null);
    await writeAudit(tx, ctx, {
      ...{ action: "stock-policy-changed", subjectType: "workspace", subjectId: workspaceId },
      text: `Keeps ${safetyBuffer} of each listing back.`,
    });
  });
  announceListings(ctx);
  return await getStockSettings({ ctx });
}

type Tx = Parameters<typeof requireStockChannel>[0];

async function raiseAll(tx: Tx, connectionId: string | null): Promise<void> {
  const query = tx.selectFrom("stock_tasks").select("listing_id");
  const rows = await (connectionId === null ? query : query.where("connection_id", "=", connectionId)).execute();
  await raiseStockTasks(tx, { listingIds: rows.map((row) => row.listing_id), cause: "settings" });
}
