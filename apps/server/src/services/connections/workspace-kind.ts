import type { ServiceContext } from "../context.ts";

/** Whether the workspace holds the demo shop. Decides, alone, whether its connections reach the simulators. */
export async function isDemoWorkspace(ctx: ServiceContext): Promise<boolean> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("workspaces").select("demo").executeTakeFirstOrThrow(),
  );
  return row.demo;
}
