import type { ServerParts } from "../context.ts";

/** True while no user exists, so that the page shows the first-run form. */
export async function needsOwner(parts: ServerParts): Promise<boolean> {
  const user = await parts.db.db.selectFrom("auth.user").select("id").limit(1).executeTakeFirst();
  return user === undefined;
}
