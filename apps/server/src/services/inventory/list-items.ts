import { type InventoryItem, type InventoryStatus, inventoryStatusSchema } from "@counterfoil/core/model";
import {
  countItemsByStatus,
  type ItemCursor,
  type ItemSortField,
  itemSortFields,
  listItems as readPage,
  readyItemFilter,
} from "@counterfoil/db";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { type CursorPart, pageInput, readCursor, writeCursor } from "../paging.ts";

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
  /** Whether there may be more than `total`: of words that many items hold, only the newest items are counted. */
  totalIsAtLeast: boolean;
  /** Of the same search, whatever statuses it asks for; null where not all items were counted. */
  countsByStatus: Record<InventoryStatus, number> | null;
}

const sortKinds: Readonly<Record<ItemSortField, CursorPart>> = {
  ...{ title: "text", sku: "text", location: "text", status: "text" },
  ...{ acquiredAt: "time", createdAt: "time", unitCost: "number" },
};

/** Stock page by page, with counts by status. Unknown values come last in either direction. */
export async function listItems({ ctx, input }: Verb<z.infer<typeof listItemsInput>>): Promise<ItemList> {
  const asked = { words: input.q, statuses: input.status, location: input.location };
  const sortName = `${input.sort.field} ${input.sort.direction}`;
  const after = readPlace(input.cursor, { field: input.sort.field, sortName });
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const filter = await readyItemFilter(tx, asked);
    const { items, cursors } = await readPage(tx, { filter, sort: input.sort, after, limit: input.limit + 1 });
    const { countsByStatus, isAtLeast } = await countItemsByStatus(tx, filter);
    const wanted = input.status?.length ? input.status : inventoryStatusSchema.options;
    const last = items.length > input.limit ? cursors[input.limit - 1] : undefined;
    return {
      items: items.slice(0, input.limit),
      nextCursor: last
        ? writeCursor([sortName, last.value === null ? "unknown" : "known", last.value ?? "", last.id])
        : null,
      total: [...new Set(wanted)].reduce((sum, status) => sum + countsByStatus[status], 0),
      totalIsAtLeast: isAtLeast,
      countsByStatus: isAtLeast ? null : countsByStatus,
    };
  });
}

/** A cursor's parts: the sort it belongs to, whether the value is known, the value, the id. Null for another sort's. */
function readPlace(
  cursor: string | null | undefined,
  { field, sortName }: { field: ItemSortField; sortName: string },
): ItemCursor | null {
  const [sort, known, value = "", id = ""] = readCursor(cursor, ["text", "text", "text", "id"]) ?? [];
  if (sort !== sortName) return null;
  if (known !== "known") return { value: null, id };
  readCursor(writeCursor([value]), [sortKinds[field]]);
  return { value, id };
}
