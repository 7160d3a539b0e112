import { z } from "zod";
import { hashToken, newToken } from "../accounts/link-token.ts";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, forbidden, unavailable } from "../service-error.ts";
import { confinementSchema, requireConfinable, requireConnections } from "./confinement.ts";
import { requireAbove, roleSchema } from "./team-role.ts";
import { invitationView, type TeamInvitation } from "./team-view.ts";

const validDays = 7;
const dayMs = 86_400_000;

export const inviteInput = z.object({
  email: z
    .email("Enter an email address, such as you@example.com.")
    .max(320)
    .transform((email) => email.toLowerCase()),
  role: roleSchema,
  /** Null: every connection, also those that are made later. */
  connectionIds: confinementSchema.default(null),
});
type Invite = z.infer<typeof inviteInput>;

export interface MadeInvitation {
  invitation: TeamInvitation;
  /** Shown this once, to be handed over; null where the link was sent to the address and nobody else sees it. */
  link: string | null;
}

/**
 * Asks somebody into the workspace: for a week, for one address, once. The link goes to the address by e-mail, or to
 * the inviter where the installation sends none. A waiting invitation of the same address is replaced.
 */
export async function invite({ ctx, input }: Verb<Invite>): Promise<MadeInvitation> {
  requireRole(ctx.role, "manager");
  requireAbove(ctx, input.role);
  await refuseMember(ctx, input.email);
  const token = newToken();
  const link = `${ctx.installation.frontendUrl ?? ctx.installation.publicUrl}/invite#${token}`;
  const invitation = await store(ctx, input, token);
  if (ctx.mailer !== null) await send(ctx, { ...input, link });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  return { invitation, link: ctx.mailer === null ? link : null };
}

async function refuseMember(ctx: ServiceContext, email: string): Promise<void> {
  const user = await ctx.db.db.selectFrom("auth.user").select("id").where("email", "=", email).executeTakeFirst();
  if (user === undefined) return;
  const member = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("members").select("user_id").where("user_id", "=", user.id).executeTakeFirst(),
  );
  if (member !== undefined) throw conflict("Somebody with this address already works here.");
}

async function store(ctx: ServiceContext, input: Invite, token: string): Promise<TeamInvitation> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw forbidden("Only a signed-in person invites people.");
  const now = ctx.now();
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const connections = await requireConnections(tx, ctx, input.connectionIds);
    requireConfinable(input.role, input.connectionIds);
    await tx
      .updateTable("invitations")
      .set({ ended_at: now, outcome: "revoked" })
      .where("email", "=", input.email)
      .where("ended_at", "is", null)
      .execute();
    const row = await tx
      .insertInto("invitations")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), email: input.email, role: input.role },
        ...{ token_hash: hashToken(token), mailed: ctx.mailer !== null, invited_by: actor.id },
        connection_ids: input.connectionIds,
        ...{ created_at: now, expires_at: new Date(now.getTime() + validDays * dayMs) },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await writeAudit(tx, ctx, {
      ...{ action: "person-invited", subjectType: "invitation", subjectId: row.id },
      text: `Invited ${input.email} as ${input.role}${connections === null ? "" : ` for ${connections.join(", ")}`}.`,
      detail: { email: input.email, role: input.role, mailed: row.mailed, connectionIds: input.connectionIds },
    });
    return invitationView(row, now);
  });
}

async function send(ctx: ServiceContext, { email, role, link }: Invite & { link: string }): Promise<void> {
  const { name } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("workspaces").select("name").executeTakeFirstOrThrow(),
  );
  const text = [
    `${ctx.actor.name} asks you to work in "${name}" on Counterfoil, as ${role}.`,
    `Follow this link within ${validDays} days. It works once and for this address alone:`,
    link,
    "If you did not expect this, do nothing.",
  ];
  try {
    await ctx.mailer?.send({ to: email, subject: `Your invitation to ${name}`, text: text.join("\n\n") });
  } catch (cause) {
    throw unavailable("The e-mail could not be handed over, so nobody has the link.", {
      remedy: "See that SMTP_URL is right and its server is up, then invite again.",
      cause,
    });
  }
}
