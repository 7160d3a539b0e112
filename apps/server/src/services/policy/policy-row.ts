import { defaultPolicy } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";

/** How the machine may link, per workspace. */
export interface PolicyView {
  fifoInterchangeable: boolean;
  skuCaseInsensitive: boolean;
  /** 0 to 1; null never links a guess. */
  probabilityBar: number | null;
}

/** The workspace's policy; the default one until somebody sets it. */
export async function readPolicy(tx: Transaction<Database>): Promise<PolicyView> {
  const row = await tx.selectFrom("policies").selectAll().executeTakeFirst();
  if (row === undefined) {
    const { fifoInterchangeable, skuCaseInsensitive, probabilityBar } = defaultPolicy;
    return { fifoInterchangeable, skuCaseInsensitive, probabilityBar };
  }
  return {
    fifoInterchangeable: row.fifo_interchangeable,
    skuCaseInsensitive: row.sku_case_insensitive,
    probabilityBar: row.probability_bar,
  };
}
