import { fillNotice, fillNoticeSubject, type NoticeValues } from "@counterfoil/core/fulfillment";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import type { noticeTemplateSchema } from "./notice-settings.ts";

type Tx = Transaction<Database>;

/** A notice as it would be sent. */
export interface WrittenNotice {
  /** Null where the platform gave no address. */
  to: string | null;
  subject: string;
  text: string;
}

interface Template {
  subject: string;
  body: string;
}

/** Writes the notice of one parcel. */
export async function writeNotice(
  tx: Tx,
  ctx: ServiceContext,
  { template, shipmentId }: { template: Template; shipmentId: string },
): Promise<WrittenNotice> {
  const parcel = await tx
    .selectFrom("shipments")
    .innerJoin("orders", "orders.id", "shipments.order_id")
    .select(["shipments.carrier", "shipments.tracking_number", "orders.external_id", "orders.platform"])
    .select(["orders.buyer_name", "orders.buyer_username", "orders.buyer_email"])
    .where("shipments.id", "=", shipmentId)
    .executeTakeFirstOrThrow();
  const lines = await tx
    .selectFrom("shipment_lines")
    .innerJoin("order_lines", "order_lines.id", "shipment_lines.line_id")
    .select(["order_lines.title", "shipment_lines.quantity"])
    .where("shipment_lines.shipment_id", "=", shipmentId)
    .orderBy("order_lines.position")
    .execute();
  const { name } = await tx.selectFrom("workspaces").select("name").executeTakeFirstOrThrow();
  const values: NoticeValues = {
    buyer_name: parcel.buyer_name ?? parcel.buyer_username,
    shop: nameOf(ctx, parcel.platform),
    ...{ order_number: parcel.external_id, carrier: parcel.carrier, tracking_number: parcel.tracking_number },
    items: lines.length === 0 ? null : lines.map(({ title, quantity }) => `${quantity} × ${plain(title)}`).join("\n"),
    seller: name,
  };
  return written(parcel.buyer_email, template, values);
}

// A line break within a title would look like another item.
function plain(title: string): string {
  return title.replaceAll(/\s+/g, " ");
}

function nameOf(ctx: ServiceContext, platform: string): string {
  return ctx.connectors.all().find(({ manifest }) => manifest.platform === platform)?.manifest.name ?? platform;
}

function written(to: string | null, { subject, body }: Template, values: NoticeValues): WrittenNotice {
  return { to, subject: fillNoticeSubject(subject, values), text: fillNotice(body, values) };
}

const sample: NoticeValues = {
  ...{ buyer_name: "Emma Stone", shop: "Brick Owl", order_number: "7310027", carrier: "Royal Mail" },
  ...{ tracking_number: "RM000100007GB", items: "1 × 75192 Millennium Falcon\n2 × 10294 Titanic", seller: "Your shop" },
};

/** The template with the newest parcel that was sent from here, or with a made-up one where there is none. */
export async function previewNotice({
  ctx,
  input,
}: Verb<z.infer<typeof noticeTemplateSchema>>): Promise<WrittenNotice & { madeUp: boolean }> {
  requireRole(ctx.role, "manager");
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const newest = await tx
      .selectFrom("shipments")
      .select("id")
      .where("source", "=", "counterfoil")
      .where("state", "=", "confirmed")
      .orderBy("created_at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (newest === undefined) return { ...written("emma@example.com", input, sample), madeUp: true };
    return { ...(await writeNotice(tx, ctx, { template: input, shipmentId: newest.id })), madeUp: false };
  });
}
