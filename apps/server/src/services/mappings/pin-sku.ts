import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { notFound } from "../service-error.ts";
import { type MappingView, mappingView } from "./mapping-view.ts";

export const pinSkuInput = z.object({
  sku: z.string().trim().min(1).max(200),
  /** Null pins it on every platform. */
  platform: z.string().min(1).nullable(),
  inventoryItemId: z.uuid(),
});

/** Ties a SKU to one unit: sales of that SKU take it before any unit that carries the SKU itself. */
export async function pinSku({ ctx, input }: Verb<z.infer<typeof pinSkuInput>>): Promise<MappingView> {
  const { sku, platform, inventoryItemId } = input;
  const row = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const item = await tx
      .selectFrom("inventory_items")
      .select("title")
      .where("id", "=", inventoryItemId)
      .where("removed_at", "is", null)
      .executeTakeFirst();
    if (item === undefined) throw notFound("The unit");
    const same = tx.deleteFrom("mappings").where("kind", "=", "pin").where("source_value", "=", sku);
    await (platform === null ? same.where("platform", "is", null) : same.where("platform", "=", platform)).execute();
    await writeAudit(tx, ctx, {
      ...{ action: "sku-pinned", subjectType: "inventory-item", subjectId: inventoryItemId },
      text: `Tied SKU ${sku} to "${item.title}".`,
    });
    return await tx
      .insertInto("mappings")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), kind: "pin", platform },
        ...{ source_type: "sku", source_value: sku, item_id: inventoryItemId },
        ...{ decided_by_kind: "person", decided_by: ctx.actor.name },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  await requestReevaluation(ctx, { everything: true });
  return mappingView(row);
}
