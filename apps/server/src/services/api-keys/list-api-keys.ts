import type { Verb } from "../context.ts";
import { type ApiKeyView, apiKeyView } from "./api-key-view.ts";

/** The keys that may be seen: one's own, and everybody's for those who run the workspace. Newest first. */
export async function listApiKeys({ ctx }: Pick<Verb<void>, "ctx">): Promise<ApiKeyView[]> {
  const mine = ctx.actor.kind === "user" ? ctx.actor.id : "";
  const all = ctx.role === "owner" || ctx.role === "manager";
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const query = tx.selectFrom("api_keys").selectAll().where("revoked_at", "is", null).orderBy("created_at", "desc");
    return (all ? query : query.where("user_id", "=", mine)).execute();
  });
  const ids = [...new Set(rows.map((row) => row.user_id))];
  const users =
    ids.length === 0
      ? []
      : await ctx.db.db.selectFrom("auth.user").select(["id", "name"]).where("id", "in", ids).execute();
  const names = new Map(users.map(({ id, name }) => [id, name]));
  return rows.map((row) =>
    apiKeyView(row, { owner: names.get(row.user_id) ?? "", mine: row.user_id === mine, now: ctx.now() }),
  );
}
