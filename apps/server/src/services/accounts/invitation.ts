import type { Database, InvitationRow } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { ActiveSession } from "../../security/active-session.ts";
import { passwordProblem } from "../../security/password-rule.ts";
import { writeAudit } from "../audit/write-audit.ts";
import { bindContext, type Role, type ServerParts } from "../context.ts";
import { conflict, forbidden, invalid, notFound } from "../service-error.ts";
import { insertUser } from "./insert-user.ts";
import { hashToken, tokenSchema } from "./link-token.ts";

export const lookAtInvitationInput = z.object({ token: tokenSchema });
export const acceptInvitationInput = z.object({
  token: tokenSchema,
  /** For somebody without an account; ignored for who is signed in. */
  name: z.string().trim().max(100, "Use at most 100 characters.").default(""),
  password: z.string().max(1000).default(""),
});

interface PublicVerb<Input> {
  parts: ServerParts;
  /** Null for a visitor. */
  session: ActiveSession | null;
  requestId: string;
  input: Input;
}

/** What somebody with the link is told. */
export interface InvitationView {
  workspace: string;
  role: Role;
  email: string;
  /** What stands between the visitor and the workspace. */
  next: "make-account" | "sign-in" | "join" | "other-account";
}

interface Opened extends Pick<InvitationRow, "workspace_id" | "id" | "email" | "role" | "connection_ids" | "mailed"> {
  workspace: string;
}

/** What an invitation is for. Throws `not_found` for one that is used, taken back or over. */
export async function lookAtInvitation(
  verb: PublicVerb<z.infer<typeof lookAtInvitationInput>>,
): Promise<InvitationView> {
  const { workspace, role, email } = await open(verb.parts, verb.input.token);
  return { workspace, role, email, next: await nextStep(verb, email) };
}

async function nextStep({ parts, session }: PublicVerb<unknown>, email: string): Promise<InvitationView["next"]> {
  if (session !== null) return session.user.email === email ? "join" : "other-account";
  const user = await parts.db.db.selectFrom("auth.user").select("id").where("email", "=", email).executeTakeFirst();
  return user === undefined ? "make-account" : "sign-in";
}

/**
 * Lets the invited person in: as the one who is signed in under the invited address, or as a new user. Answers the
 * address of a user who was made, so that the door signs them in. The invitation is used up, once, in the same
 * transaction.
 */
export async function acceptInvitation(
  verb: PublicVerb<z.infer<typeof acceptInvitationInput>>,
): Promise<{ workspaceId: string; made: { email: string } | null }> {
  const { parts, session, input } = verb;
  const invitation = await open(parts, input.token);
  const next = await nextStep(verb, invitation.email);
  if (next === "sign-in")
    throw conflict("There is an account with this address.", { remedy: "Sign in, then follow the link again." });
  if (next === "other-account" || session?.apiKey !== undefined)
    throw forbidden(`This invitation is for ${invitation.email}. Sign out, then follow the link again.`);
  const newcomer = session === null ? await prepare(parts, invitation, input) : null;
  const user = newcomer ?? { userId: session?.user.id ?? "", name: session?.user.name ?? "" };
  await parts.db.db.transaction().execute(async (tx) => {
    if (newcomer !== null) await insertUser(tx, parts, newcomer);
    await sql`select set_config('role', 'counterfoil_system', true)`.execute(tx);
    await useUp(tx, parts, invitation);
    await join(tx, { ...verb, invitation, user });
  });
  parts.events.publish(invitation.workspace_id, { type: "team-changed" });
  return { workspaceId: invitation.workspace_id, made: newcomer === null ? null : { email: invitation.email } };
}

async function open(parts: ServerParts, token: string): Promise<Opened> {
  const found = await parts.db.asSystem((tx) =>
    tx
      .selectFrom("invitations")
      .innerJoin("workspaces", "workspaces.workspace_id", "invitations.workspace_id")
      .select([
        "invitations.workspace_id",
        "id",
        "email",
        "role",
        "connection_ids",
        "mailed",
        "workspaces.name as workspace",
      ])
      .where("token_hash", "=", hashToken(token))
      .where("ended_at", "is", null)
      .where("expires_at", ">", parts.now())
      .executeTakeFirst(),
  );
  if (found === undefined) throw notFound("The invitation");
  return found;
}

async function prepare(parts: ServerParts, invitation: Opened, input: z.infer<typeof acceptInvitationInput>) {
  const { email, workspace } = invitation;
  const { name, password } = input;
  const problem = passwordProblem(password, { name, email, workspaces: [workspace] });
  const issues = [
    ...(name === "" ? [{ path: "name", message: "Enter your name." }] : []),
    ...(problem === null ? [] : [{ path: "password", message: problem }]),
  ];
  if (issues.length > 0) throw invalid("The account was not made.", issues);
  const passwordHash = await parts.accounts.hashPassword(password);
  return { userId: parts.newId(), name, email, emailVerified: invitation.mailed, passwordHash };
}

async function useUp(tx: Transaction<Database>, parts: ServerParts, invitation: Opened): Promise<void> {
  const used = await tx
    .updateTable("invitations")
    .set({ ended_at: parts.now(), outcome: "accepted" })
    .where("workspace_id", "=", invitation.workspace_id)
    .where("id", "=", invitation.id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (Number(used.numUpdatedRows) === 0) throw notFound("The invitation");
}

interface Joining extends PublicVerb<unknown> {
  invitation: Opened;
  user: { userId: string; name: string };
}

async function join(tx: Transaction<Database>, { parts, requestId, invitation, user }: Joining): Promise<void> {
  const { workspace_id, role, connection_ids: connections } = invitation;
  await tx
    .insertInto("members")
    .values({ workspace_id, user_id: user.userId, role, connection_ids: connections, created_at: parts.now() })
    .onConflict((conflicting) => conflicting.doNothing())
    .execute();
  const actor = { kind: "user", id: user.userId, name: user.name } as const;
  const ctx = bindContext(parts, { workspaceId: workspace_id, role, connections, actor, requestId });
  await writeAudit(tx, ctx, {
    ...{ action: "invitation-accepted", subjectType: "invitation", subjectId: invitation.id },
    text: `${user.name} joined as ${role}.`,
    detail: { email: invitation.email, role, connections },
  });
}
