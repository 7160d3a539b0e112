import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, notFound } from "../service-error.ts";
import { countOrdersOf, listOrdersInput } from "./list-orders.ts";

const mostViews = 20;

/** What the list is asked for: its own filters without the place on the page. */
const viewQuerySchema = listOrdersInput.unwrap().omit({ cursor: true, limit: true, page: true, sort: true });

export const saveViewInput = z.object({
  name: z.string().trim().min(1, "Give the view a name.").max(40),
  /** The page's own words for the filters, as they stand in its address. */
  search: z.record(z.string().max(40), z.union([z.string().max(200), z.boolean()])),
  query: viewQuerySchema,
});
export const viewIdInput = z.object({ id: z.uuid() });

const storedSchema = saveViewInput.omit({ name: true });

/** A view of the list with how many orders are in it now. */
export interface SavedView {
  id: string;
  name: string;
  search: Record<string, string | boolean>;
  /** Counted by the filters of the list itself. */
  orders: number;
  /** Whether there may be more: see the list. */
  ordersIsAtLeast: boolean;
}

/** The views that whoever asks has kept, oldest first. */
export async function listViews({ ctx }: Pick<Verb<void>, "ctx">): Promise<SavedView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const rows = await tx
      .selectFrom("saved_views")
      .select(["id", "name", "filters"])
      .where("user_id", "=", ownerOf(ctx))
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    const views: SavedView[] = [];
    for (const { id, name, filters } of rows) {
      // A filter that a later version does not know any more hides no other view.
      const stored = storedSchema.safeParse(filters);
      if (!stored.success) continue;
      const { search, query } = stored.data;
      const { total, totalIsAtLeast } = await countOrdersOf(tx, query, ctx.now());
      views.push({ id, name, search, orders: total, ordersIsAtLeast: totalIsAtLeast });
    }
    return views;
  });
}

/** Keeps filters under a name; the same name again replaces them. Throws `conflict` for one view too many. */
export async function saveView({ ctx, input }: Verb<z.infer<typeof saveViewInput>>): Promise<SavedView[]> {
  requireRole(ctx.role, "viewer");
  const { name, ...kept } = input;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    if ((await countViews(tx, ctx, name)) >= mostViews) throw conflict(`Keep at most ${mostViews} views.`);
    const filters = JSON.stringify(kept);
    const row = { workspace_id: ctx.workspaceId, id: ctx.newId(), user_id: ownerOf(ctx), name, filters };
    await tx
      .insertInto("saved_views")
      .values({ ...row, created_at: ctx.now() })
      .onConflict((known) => known.columns(["workspace_id", "user_id", "name"]).doUpdateSet({ filters }))
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "view-saved", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Kept the view "${name}".`,
    });
  });
  return await listViews({ ctx });
}

/** Forgets a view. Throws `not_found`, also for somebody else's. */
export async function removeView({ ctx, input }: Verb<z.infer<typeof viewIdInput>>): Promise<SavedView[]> {
  requireRole(ctx.role, "viewer");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const gone = await tx
      .deleteFrom("saved_views")
      .where("id", "=", input.id)
      .where("user_id", "=", ownerOf(ctx))
      .returning("name")
      .executeTakeFirst();
    if (gone === undefined) throw notFound("The view");
    await writeAudit(tx, ctx, {
      ...{ action: "view-removed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: `Removed the view "${gone.name}".`,
    });
  });
  return await listViews({ ctx });
}

async function countViews(tx: Transaction<Database>, ctx: ServiceContext, except: string): Promise<number> {
  const { count } = await tx
    .selectFrom("saved_views")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("user_id", "=", ownerOf(ctx))
    .where("name", "<>", except)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Views belong to whoever made them: a person, or a key of the API. */
function ownerOf({ actor }: ServiceContext): string {
  return actor.kind === "system" ? `system:${actor.name}` : actor.id;
}
