import type { Role } from "../services/context.ts";
import { insertWorkspace } from "../services/setup/insert-workspace.ts";
import { ownerForm, type TestServer } from "./test-server.ts";
import type { Visitor } from "./visitor.ts";

/** Makes a user with a workspace of their own, or a member of the one given, and signs them in. */
export async function signInOther(
  server: TestServer,
  member: { workspaceId?: string; role?: Role } = {},
): Promise<{ visitor: Visitor; workspaceId: string; userId: string; token: string }> {
  const { parts } = server;
  const { db } = parts.db;
  const userId = parts.newId();
  const email = `other-${userId}@example.com`;
  await db.insertInto("auth.user").values({ id: userId, name: "Bob Other", email }).execute();
  const password = await parts.accounts.hashPassword(ownerForm.password);
  await db
    .insertInto("auth.account")
    .values({
      ...{ id: parts.newId(), issuer: "local:credential", accountId: userId, providerId: "credential" },
      ...{ userId, password },
    })
    .execute();
  const workspaceId = member.workspaceId ?? (await ownWorkspace(server, userId));
  if (member.workspaceId !== undefined) {
    const role = member.role ?? "packer";
    await parts.db.asSystem((tx) =>
      tx.insertInto("members").values({ workspace_id: workspaceId, user_id: userId, role }).execute(),
    );
  }
  const visitor = server.visitor();
  const answer = await visitor.fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: ownerForm.password }),
  });
  const { token } = (await answer.json()) as { token: string };
  return { visitor, workspaceId, userId, token };
}

async function ownWorkspace({ parts }: TestServer, ownerId: string): Promise<string> {
  const workspaceId = parts.newId();
  const { workspaceName, currency, timeZone, countryCode } = ownerForm;
  const settings = { workspaceName, currency, timeZone, countryCode };
  await parts.db.asSystem((tx) => insertWorkspace(tx, { ...settings, workspaceId, ownerId, demo: false }));
  return workspaceId;
}
