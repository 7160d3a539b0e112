import { type InventoryItem, type InventoryStatus, inventoryStatusSchema } from "@counterfoil/core/model";
import { countItemsByStatus, itemSortFields, listItems as readPage } from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { pageInput, readCursor, writeCursor } from "../paging.ts";

export const listItemsInput = z
  .object({
    q: z.string().max(200).optional(),
    status: z.array(inventoryStatusSchema).optional(),
    location: z.string().max(200).optional(),
    sort: z
      .object({ field: z.enum(itemSortFields), direction: z.enum(["asc", "desc"]) })
      .default({ field: "createdAt", direction: "desc" }),
    ...pageInput,
  })
  .prefault({});

export interface ItemList {
  items: InventoryItem[];
  nextCursor: string | null;
  /** Items of all pages. */
  total: number;
  /** Of the same search, whatever statuses it asks for. */
  countsByStatus: Record<InventoryStatus, number>;
}

// The parts of a cursor: the sort it belongs to, whether the value is known, the value, the id.
const cursorParts = 4;

/** Stock page by page, with counts by status. Unknown values come last in either direction. */
export async function listItems({ ctx, input }: Verb<z.infer<typeof listItemsInput>>): Promise<ItemList> {
  const filter = { words: input.q, statuses: input.status, location: input.location };
  const sortName = `${input.sort.field} ${input.sort.direction}`;
  const [sort, known, value = "", id = ""] = readCursor(input.cursor, cursorParts) ?? [];
  const after = sort === sortName ? { value: known === "known" ? value : null, id } : null;
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { items, cursors } = await readPage(tx, { filter, sort: input.sort, after, limit: input.limit + 1 });
    const countsByStatus = await countItemsByStatus(tx, filter);
    const wanted = input.status?.length ? input.status : inventoryStatusSchema.options;
    const last = items.length > input.limit ? cursors[input.limit - 1] : undefined;
    return {
      items: items.slice(0, input.limit),
      nextCursor: last
        ? writeCursor([sortName, last.value === null ? "unknown" : "known", last.value ?? "", last.id])
        : null,
      total: [...new Set(wanted)].reduce((sum, status) => sum + countsByStatus[status], 0),
      countsByStatus,
    };
  });
}
