import type { BuyerNoticeRow } from "@counterfoil/db";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { isoOrNull } from "../money-view.ts";
import { requireRole } from "../require-role.ts";
import { conflict, notFound } from "../service-error.ts";
import { startNotices } from "./queue-notice.ts";

const most = 50;

export const noticeIdInput = z.object({ noticeId: z.uuid() });

/** One notice and what became of it. */
export interface NoticeView {
  id: string;
  orderId: string;
  platform: string;
  platformOrderId: string;
  buyerName: string | null;
  state: BuyerNoticeRow["state"];
  way: BuyerNoticeRow["way"];
  message: string | null;
  createdAt: string;
  sentAt: string | null;
}

/** The newest notices. */
export async function listNotices({ ctx }: Pick<Verb<void>, "ctx">): Promise<NoticeView[]> {
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("buyer_notices as notice")
      .innerJoin("orders", "orders.id", "notice.order_id")
      .select(["notice.id", "notice.order_id", "notice.state", "notice.way", "notice.message", "notice.created_at"])
      .select(["notice.sent_at", "orders.platform", "orders.external_id", "orders.buyer_name", "orders.buyer_username"])
      .orderBy("notice.created_at", "desc")
      .orderBy("notice.id", "desc")
      .limit(most)
      .execute(),
  );
  return rows.map((row) => ({
    ...{ id: row.id, orderId: row.order_id, platform: row.platform, platformOrderId: row.external_id },
    ...{ buyerName: row.buyer_name ?? row.buyer_username, state: row.state, way: row.way, message: row.message },
    ...{ createdAt: row.created_at.toISOString(), sentAt: isoOrNull(row.sent_at) },
  }));
}

/** Sends a notice again that failed, or whose fate a person has looked into. Throws `conflict` for one that was sent. */
export async function retryNotice({ ctx, input }: Verb<z.infer<typeof noticeIdInput>>): Promise<NoticeView[]> {
  requireRole(ctx.role, "packer");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx
      .selectFrom("buyer_notices")
      .select(["id", "state", "order_id"])
      .where("id", "=", input.noticeId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw notFound("The notice");
    if (row.state !== "failed" && row.state !== "unknown")
      throw conflict(row.state === "sent" ? "This buyer was told already." : "This buyer is being told.");
    await tx
      .updateTable("buyer_notices")
      .set({ state: "waiting", attempts: 0, message: null, available_at: ctx.now() })
      .where("id", "=", row.id)
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "notice-retried", subjectType: "order", subjectId: row.order_id },
      text: "Asked for the buyer to be told again.",
    });
  });
  await startNotices(ctx);
  return await listNotices({ ctx });
}
