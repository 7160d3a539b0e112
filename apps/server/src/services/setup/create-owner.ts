import { sql } from "kysely";
import { z } from "zod";
import { passwordProblem } from "../../security/password-rule.ts";
import { insertUser } from "../accounts/insert-user.ts";
import type { ServerVerb } from "../context.ts";
import { conflict } from "../service-error.ts";
import { insertWorkspace } from "./insert-workspace.ts";
import { workspaceSettingsSchema } from "./workspace-settings.ts";

export const createOwnerInput = workspaceSettingsSchema
  .extend({
    name: z.string().trim().min(1, "Enter your name.").max(100, "Use at most 100 characters."),
    email: z.email("Enter an email address, such as you@example.com.").max(320),
    password: z.string(),
  })
  .check(({ value, issues }) => {
    const message = passwordProblem(value.password, { ...value, workspaces: [value.workspaceName] });
    if (message !== null) issues.push({ code: "custom", message, path: ["password"], input: undefined });
  });
export type CreateOwnerInput = z.infer<typeof createOwnerInput>;

/**
 * Makes the first user, their workspace and their ownership of it, all or nothing. Refused with `conflict` as soon as
 * any user exists, also when two browsers ask at the same moment.
 */
export async function createOwner({ parts, input }: ServerVerb<CreateOwnerInput>): Promise<{ workspaceId: string }> {
  const passwordHash = await parts.accounts.hashPassword(input.password);
  const [userId, workspaceId] = [parts.newId(), parts.newId()];
  await parts.db.db.transaction().execute(async (tx) => {
    await sql`lock table auth."user" in exclusive mode`.execute(tx);
    const existing = await tx.selectFrom("auth.user").select("id").limit(1).executeTakeFirst();
    if (existing !== undefined) throw conflict("This server already has its owner. Sign in instead.");
    await insertUser(tx, parts, { ...input, userId, emailVerified: false, passwordHash });
    await sql`select set_config('role', 'counterfoil_system', true)`.execute(tx);
    await insertWorkspace(tx, { ...input, workspaceId, ownerId: userId, demo: false });
  });
  return { workspaceId };
}
