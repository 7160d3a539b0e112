import { unknownNoticeWords } from "@counterfoil/core/fulfillment";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { invalid } from "../service-error.ts";

const template = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, check) => {
      for (const name of unknownNoticeWords(text))
        check.addIssue({ code: "custom", message: `{${name}} stands for nothing` });
    });

export const noticeTemplateSchema = z.object({
  subject: template(200).refine((text) => !/[\r\n]/.test(text), "is one line"),
  body: template(5_000),
});

export const setNoticesInput = noticeTemplateSchema.extend({
  /** Platforms whose buyers are told from here. */
  platforms: z.array(z.string().max(40)).max(20),
});

/** What buyers are told of their parcels, and on which platforms. */
export interface NoticeSettingsView {
  platforms: string[];
  subject: string;
  body: string;
  /** Platforms that tell their buyers nothing, and how it would be told: by the platform's own message, or by e-mail. */
  offered: { platform: string; name: string; way: "platform" | "email" }[];
  /** Whether the installation can send e-mail at all. */
  emailOffered: boolean;
}

interface Stored {
  platforms: string[];
  subject: string;
  body: string;
}

const defaults: Stored = {
  platforms: [],
  subject: "Your order {order_number} is on its way",
  body: `Hello {buyer_name},

your order {order_number} on {shop} left today:

{items}

It goes with {carrier}.
Its tracking number is {tracking_number}.

Thank you!
{seller}`,
};

/** The workspace's choices, or the defaults: nobody is told until a platform is chosen. */
export async function readNoticeSettings(tx: Transaction<Database>): Promise<Stored> {
  const row = await tx.selectFrom("notice_settings").select(["platforms", "subject", "body"]).executeTakeFirst();
  return row ?? defaults;
}

/** How buyers of a platform are told from here; null where the platform tells them itself, or takes no parcels. */
export function noticeWay(ctx: ServiceContext, platform: string): "platform" | "email" | null {
  const found = ctx.connectors.all().find(({ manifest }) => manifest.platform === platform)?.manifest;
  if (!found?.capabilities.fulfillment || found.dispatch?.notifiesBuyer !== false) return null;
  return found.capabilities.buyerNotices ? "platform" : "email";
}

/** What buyers are told, and where. */
export async function getNotices({ ctx }: Pick<Verb<void>, "ctx">): Promise<NoticeSettingsView> {
  const stored = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readNoticeSettings(tx));
  const offered = ctx.connectors.all().flatMap(({ manifest: { platform, name } }) => {
    const way = noticeWay(ctx, platform);
    return way === null ? [] : [{ platform, name, way }];
  });
  return { ...stored, offered, emailOffered: ctx.mailer !== null };
}

/** Changes what buyers are told, and where. Throws `invalid` for a platform that tells its buyers itself. */
export async function setNotices({ ctx, input }: Verb<z.infer<typeof setNoticesInput>>): Promise<NoticeSettingsView> {
  requireRole(ctx.role, "manager");
  const platforms = [...new Set(input.platforms)].sort();
  for (const platform of platforms)
    if (noticeWay(ctx, platform) === null)
      throw invalid(`Buyers of ${platform} are not told from here.`, [
        { path: "platforms", message: "is not offered" },
      ]);
  const { subject, body } = input;
  const change = { platforms: JSON.stringify(platforms), subject, body, updated_at: ctx.now() };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("notice_settings")
      .values({ workspace_id: ctx.workspaceId, ...change })
      .onConflict((known) => known.column("workspace_id").doUpdateSet(change))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "notices-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Changed what buyers are told${platforms.length > 0 ? `, on ${platforms.join(" and ")}` : ", nowhere"}.`,
    });
  });
  return await getNotices({ ctx });
}
