import type { AlertSettingsRow, Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { type AlertKind, alertKinds } from "./alert-kinds.ts";

export const setAlertSettingsInput = z.object({
  /** Kinds that the seller does not want to hear of. */
  mutedKinds: z.array(z.enum(alertKinds)).optional(),
  /** Where e-mail goes; null: nowhere. */
  emailTo: z.email("must be an e-mail address").nullable().optional(),
  lowStock: z.number().int().min(0).max(10_000).optional(),
  expiryDays: z.number().int().min(1).max(90).optional(),
});

/** What a seller chose of the alerts. */
export interface AlertSettingsView {
  mutedKinds: AlertKind[];
  emailTo: string | null;
  /** Whether the installation can send e-mail at all. */
  emailOffered: boolean;
  lowStock: number;
  expiryDays: number;
}

type Stored = Pick<AlertSettingsRow, "muted_kinds" | "email_to" | "low_stock" | "expiry_days">;
const defaults: Stored = { muted_kinds: [], email_to: null, low_stock: 1, expiry_days: 14 };

/** The workspace's choices, or the defaults. */
export async function readAlertSettings(tx: Transaction<Database>): Promise<Stored> {
  const row = await tx
    .selectFrom("alert_settings")
    .select(["muted_kinds", "email_to", "low_stock", "expiry_days"])
    .executeTakeFirst();
  return row ?? defaults;
}

/** What a seller chose of the alerts. */
export async function getAlertSettings({ ctx }: Pick<Verb<void>, "ctx">): Promise<AlertSettingsView> {
  const stored = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readAlertSettings(tx));
  return {
    mutedKinds: alertKinds.filter((kind) => stored.muted_kinds.includes(kind)),
    ...{ emailTo: stored.email_to, emailOffered: ctx.mailer !== null },
    ...{ lowStock: stored.low_stock, expiryDays: stored.expiry_days },
  };
}

/** Changes what alerts tell, and where, and has them looked for at once. Throws `forbidden`. */
export async function setAlertSettings({
  ctx,
  input,
}: Verb<z.infer<typeof setAlertSettingsInput>>): Promise<AlertSettingsView> {
  requireRole(ctx.role, "manager");
  const change = {
    ...(input.mutedKinds === undefined ? {} : { muted_kinds: JSON.stringify(input.mutedKinds) }),
    ...(input.emailTo === undefined ? {} : { email_to: input.emailTo }),
    ...(input.lowStock === undefined ? {} : { low_stock: input.lowStock }),
    ...(input.expiryDays === undefined ? {} : { expiry_days: input.expiryDays }),
    updated_at: ctx.now(),
  };
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .insertInto("alert_settings")
      .values({ workspace_id: ctx.workspaceId, ...change })
      .onConflict((known) => known.column("workspace_id").doUpdateSet(change))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "alert-settings-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: "Changed what alerts tell, and where.",
    });
  });
  const { workspaceId } = ctx;
  await ctx.jobs.enqueue("alerts.check", { workspaceId }, { singletonKey: workspaceId });
  return await getAlertSettings({ ctx });
}
