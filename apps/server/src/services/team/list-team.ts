import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { invitationView, type TeamInvitation, type TeamMember } from "./team-view.ts";

export interface Team {
  members: TeamMember[];
  invitations: TeamInvitation[];
  /** Whether this installation sends e-mail; without it the inviter hands the link over. */
  sendsMail: boolean;
  /** Whether everybody who signs in here must have a second factor. */
  secondFactorDemanded: boolean;
}

/** Who works in the workspace and who was asked to. Needs the role of manager. */
export async function listTeam({ ctx }: Pick<Verb<void>, "ctx">): Promise<Team> {
  requireRole(ctx.role, "manager");
  const [rows, invitations, workspace] = await ctx.db.inWorkspace(
    ctx.workspaceId,
    async (tx) =>
      [
        await tx.selectFrom("members").selectAll().orderBy("created_at").orderBy("user_id").execute(),
        await tx
          .selectFrom("invitations")
          .selectAll()
          .where("ended_at", "is", null)
          .orderBy("created_at", "desc")
          .execute(),
        await tx.selectFrom("workspaces").select("second_factor_demanded").executeTakeFirst(),
      ] as const,
  );
  const people = await readPeople(
    ctx,
    rows.map((row) => row.user_id),
  );
  return {
    members: rows.flatMap((row): TeamMember[] => {
      const person = people.get(row.user_id);
      if (person === undefined) return [];
      const { name, email, twoFactorEnabled, lastSeenAt } = person;
      const facts = { userId: row.user_id, name, email, role: row.role, twoFactor: twoFactorEnabled };
      const seen = lastSeenAt === null ? null : new Date(lastSeenAt).toISOString();
      return [
        {
          ...facts,
          connectionIds: row.connection_ids,
          me: ctx.actor.kind === "user" && row.user_id === ctx.actor.id,
          joinedAt: row.created_at.toISOString(),
          lastSeenAt: seen,
        },
      ];
    }),
    invitations: invitations.map((row) => invitationView(row, ctx.now())),
    sendsMail: ctx.mailer !== null,
    secondFactorDemanded: workspace?.second_factor_demanded ?? false,
  };
}

async function readPeople(ctx: Verb<void>["ctx"], ids: readonly string[]) {
  const rows = await ctx.db.db
    .selectFrom("auth.user as user")
    .select((eb) => [
      ...(["user.id", "user.name", "user.email", "user.twoFactorEnabled"] as const),
      eb
        .selectFrom("auth.session")
        .select((inner) => inner.fn.max("updatedAt").as("at"))
        .whereRef("auth.session.userId", "=", "user.id")
        .as("lastSeenAt"),
    ])
    .where("user.id", "in", [...ids, ""])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
