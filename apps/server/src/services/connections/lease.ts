import { sql } from "kysely";
import type { ServiceContext } from "../context.ts";

interface Lease {
  name: string;
  holder: string;
  seconds: number;
}

/** Takes work for this holder alone; false while another holder has it. A lease that ran out is free to take. */
export async function acquireLease(ctx: ServiceContext, lease: Lease): Promise<boolean> {
  const expires = sql<Date>`now() + make_interval(secs => ${lease.seconds})`;
  const taken = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .insertInto("leases")
      .values({ workspace_id: ctx.workspaceId, name: lease.name, holder: lease.holder, expires_at: expires })
      .onConflict((conflict) =>
        conflict
          .columns(["workspace_id", "name"])
          .doUpdateSet({ holder: lease.holder, acquired_at: sql`now()`, expires_at: expires })
          .where("leases.expires_at", "<", sql<Date>`now()`),
      )
      .returning("name")
      .executeTakeFirst(),
  );
  return taken !== undefined;
}

/** Keeps a lease that is held for as long again. */
export async function renewLease(ctx: ServiceContext, lease: Lease): Promise<void> {
  const expires_at = sql<Date>`now() + make_interval(secs => ${lease.seconds})`;
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("leases")
      .set({ expires_at })
      .where("name", "=", lease.name)
      .where("holder", "=", lease.holder)
      .execute(),
  );
}

/** Gives the lease back, unless another holder has taken it meanwhile. */
export async function releaseLease(ctx: ServiceContext, lease: Pick<Lease, "name" | "holder">): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.deleteFrom("leases").where("name", "=", lease.name).where("holder", "=", lease.holder).execute(),
  );
}
