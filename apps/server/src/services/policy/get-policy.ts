import type { Verb } from "../context.ts";
import { type PolicyView, readPolicy } from "./policy-row.ts";

/** How this workspace lets the machine link. */
export async function getPolicy({ ctx }: Pick<Verb<void>, "ctx">): Promise<PolicyView> {
  return await ctx.db.inWorkspace(ctx.workspaceId, readPolicy);
}
