import type { Address } from "@counterfoil/core/model";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { type LabelView, labelView } from "./label-view.ts";
import { findProvider } from "./open-provider.ts";
import { readSender } from "./sender.ts";

export const orderPostageInput = z.object({ orderId: z.uuid() });

/** What an order's page needs to buy postage. */
export interface OrderPostage {
  /** The provider's platform; null where none is connected. */
  provider: string | null;
  sender: Address | null;
  labels: LabelView[];
}

/** An order's labels, newest first, and whether more can be bought. Throws `not_found`. */
export async function orderPostage({ ctx, input }: Verb<z.infer<typeof orderPostageInput>>): Promise<OrderPostage> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const order = await tx.selectFrom("orders").select("id").where("id", "=", input.orderId).executeTakeFirst();
    if (order === undefined) throw notFound("The order");
    const rows = await tx
      .selectFrom("shipping_labels")
      .selectAll()
      .where("order_id", "=", order.id)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .execute();
    const provider = await findProvider(tx, ctx);
    return { provider: provider?.platform ?? null, sender: await readSender(tx), labels: rows.map(labelView) };
  });
}
