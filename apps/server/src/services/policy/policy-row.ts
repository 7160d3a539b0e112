import { defaultPolicy } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { readLearning, type StoredLearning } from "./learned.ts";

/** From which probability on guesses link by themselves. */
export interface BarView {
  /** 0 to 1; null never links a guess. */
  probabilityBar: number | null;
  /** What the seller's decisions taught; null while learning is off. */
  learned: StoredLearning | null;
}

/** How the machine may link, per workspace and per channel. */
export interface PolicyView extends BarView {
  fifoInterchangeable: boolean;
  skuCaseInsensitive: boolean;
  /** Channels that are set apart from the workspace's own bar. */
  channels: (BarView & { platform: string; updatedAt: string })[];
}

/** The workspace's policy; the default one until somebody sets it. */
export async function readPolicy(tx: Transaction<Database>): Promise<PolicyView> {
  const row = await tx.selectFrom("policies").selectAll().executeTakeFirst();
  const channels = await tx.selectFrom("channel_policies").selectAll().orderBy("platform").execute();
  return {
    fifoInterchangeable: row?.fifo_interchangeable ?? defaultPolicy.fifoInterchangeable,
    skuCaseInsensitive: row?.sku_case_insensitive ?? defaultPolicy.skuCaseInsensitive,
    probabilityBar: row?.probability_bar ?? null,
    learned: readLearning(row?.learned),
    channels: channels.map(({ platform, probability_bar, learned, updated_at }) => ({
      platform,
      ...{ probabilityBar: probability_bar, learned: readLearning(learned), updatedAt: updated_at.toISOString() },
    })),
  };
}

/** The bar that holds on a platform: its own where it is set apart, else the workspace's. */
export function barOn(policy: PolicyView, platform: string | null): BarView {
  return policy.channels.find((channel) => channel.platform === platform) ?? policy;
}
