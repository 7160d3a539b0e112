import { type BuyerDataRow, countBuyerData } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { requireRole } from "../require-role.ts";
import { defaultBuyerDays, platformDays } from "./platform-days.ts";

export const setPrivacyInput = z.object({
  /** Days after an order was sent or ended; null keeps it until somebody erases it. */
  buyerDays: z.number().int().min(1).max(3650).nullable(),
});

/** How long buyers' data is kept, and what there is of it. */
export interface PrivacyView {
  buyerDays: number | null;
  orders: number;
  /** Orders that still name their buyer. */
  withBuyer: number;
  erased: number;
  /** When the next of them is erased by itself; null where none is. */
  nextErasureAt: string | null;
  /** The same by platform, with the days that hold there: never more than the platform's own policy allows. */
  platforms: PlatformPrivacy[];
}

/** What there is of one platform's buyers. */
export interface PlatformPrivacy {
  platform: string;
  days: number | null;
  /** The most that the platform's policy allows; null where it names none. */
  mostDays: number | null;
  withBuyer: number;
  erased: number;
  /** When the oldest order that names its buyer was placed. */
  oldest: string | null;
}

/** How long buyers' data is kept, and what there is of it. */
export async function getPrivacy({ ctx }: Pick<Verb<void>, "ctx">): Promise<PrivacyView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx.selectFrom("privacy_settings").select("buyer_days").executeTakeFirst();
    const buyerDays = row === undefined ? defaultBuyerDays : row.buyer_days;
    const bounds = platformDays(ctx);
    const rows = await countBuyerData(tx, { days: buyerDays, bounds });
    const sum = (of: (row: BuyerDataRow) => number) => rows.reduce((total, row) => total + of(row), 0);
    const next = rows.flatMap(({ nextErasureAt }) => nextErasureAt?.toISOString() ?? []).sort();
    return {
      ...{ buyerDays, orders: sum(({ orders }) => orders), withBuyer: sum(({ withBuyer }) => withBuyer) },
      ...{ erased: sum(({ erased }) => erased), nextErasureAt: next[0] ?? null },
      platforms: rows.map((one) => platformView(one, buyerDays, bounds[one.platform] ?? null)),
    };
  });
}

function platformView(row: BuyerDataRow, chosen: number | null, mostDays: number | null): PlatformPrivacy {
  const days = chosen === null || mostDays === null ? (chosen ?? mostDays) : Math.min(chosen, mostDays);
  const { platform, withBuyer, erased, oldest } = row;
  return { platform, days, mostDays, withBuyer, erased, oldest: isoOrNull(oldest) };
}

/** Changes how long buyers' data is kept. Throws `forbidden`. */
export async function setPrivacy({ ctx, input }: Verb<z.infer<typeof setPrivacyInput>>): Promise<PrivacyView> {
  requireRole(ctx.role, "manager");
  const change = { buyer_days: input.buyerDays, updated_at: ctx.now() };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("privacy_settings")
      .values({ workspace_id: ctx.workspaceId, ...change })
      .onConflict((known) => known.column("workspace_id").doUpdateSet(change))
      .execute();
    const { buyerDays: days } = input;
    await writeAudit(tx, ctx, {
      ...{ action: "privacy-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: days === null ? "Keeps buyers' data until it is erased." : `Erases buyers' data after ${days} days.`,
    });
  });
  return await getPrivacy({ ctx });
}
