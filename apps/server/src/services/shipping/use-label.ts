import { ConnectorError } from "@counterfoil/connector-kit";
import type { ShippingLabelRow } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { checkedDocument } from "../orders/checked-document.ts";
import type { LabelFile } from "../orders/order-labels.ts";
import { requireRole } from "../require-role.ts";
import { conflict, notFound } from "../service-error.ts";
import { type LabelView, labelView } from "./label-view.ts";
import { openProvider } from "./open-provider.ts";

export const labelInput = z.object({ labelId: z.uuid() });
type LabelInput = z.infer<typeof labelInput>;

/** The label to print, read from the provider at this moment. Throws `conflict` where none was bought. */
export async function labelFile({ ctx, input }: Verb<LabelInput>): Promise<LabelFile> {
  requireRole(ctx.role, "packer");
  const row = await requireBought(ctx, input.labelId);
  const { shipping, name } = await openProvider(ctx, row.connection_id);
  const { content } = await told(() => shipping.label(row.quote_id));
  const { contentType, extension } = checkedDocument(content, name);
  const stem = (row.tracking_number ?? row.id).replace(/[^A-Za-z0-9-]+/g, "-");
  return { fileName: `label-${stem}.${extension}`, contentType, base64: Buffer.from(content).toString("base64") };
}

/** Asks for the money back of a label that was not used. */
export async function voidLabel({ ctx, input }: Verb<LabelInput>): Promise<LabelView> {
  requireRole(ctx.role, "packer");
  const row = await requireBought(ctx, input.labelId);
  const { shipping } = await openProvider(ctx, row.connection_id);
  const { refund } = await told(() => shipping.void(row.quote_id));
  const saved = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await writeAudit(tx, ctx, {
      ...{ action: "label-voided", subjectType: "order", subjectId: row.order_id },
      text: `Asked for the money of a label back: ${refund ?? "no answer yet"}.`,
      detail: { labelId: row.id },
    });
    return await tx
      .updateTable("shipping_labels")
      .set({ refund, updated_at: ctx.now() })
      .where("id", "=", row.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  ctx.events.publish(ctx.workspaceId, { type: "orders-changed", orderIds: [row.order_id] });
  return labelView(saved);
}

/** Where the parcel is now. */
export async function trackLabel({ ctx, input }: Verb<LabelInput>) {
  const row = await requireBought(ctx, input.labelId);
  const { shipping } = await openProvider(ctx, row.connection_id);
  return await told(() => shipping.track(row.quote_id));
}

async function requireBought(ctx: ServiceContext, labelId: string): Promise<ShippingLabelRow> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("shipping_labels").selectAll().where("id", "=", labelId).executeTakeFirst(),
  );
  if (row === undefined) throw notFound("The label");
  if (row.state !== "bought") throw conflict("This label was not bought.");
  return row;
}

async function told<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw ConnectorError.is(error) ? toServiceError(error) : error;
  }
}
