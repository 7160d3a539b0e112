import { formatMoney, type InventoryItem } from "@counterfoil/core/model";
import { type ItemCursor, type ItemPage, listItems, readyItemFilter } from "@counterfoil/db";
import type { ServiceContext, Verb } from "../context.ts";
import { writeIdentifiers, writeListings } from "./csv/write-pairs.ts";

const itemsAtOnce = 1_000;

const columns: readonly { name: string; write: (item: InventoryItem) => string | null | undefined }[] = [
  { name: "id", write: (item) => item.id },
  { name: "sku", write: (item) => item.sku },
  { name: "title", write: (item) => item.title },
  { name: "condition", write: (item) => item.condition },
  { name: "status", write: (item) => item.status },
  { name: "quantity", write: (item) => String(item.quantityOnHand) },
  { name: "location", write: (item) => item.location },
  { name: "unit_cost", write: ({ unitCost }) => unitCost && formatMoney(unitCost) },
  { name: "unit_cost_currency", write: ({ unitCost }) => unitCost?.currency },
  { name: "asking_price", write: ({ askingPrice }) => askingPrice && formatMoney(askingPrice) },
  { name: "asking_price_currency", write: ({ askingPrice }) => askingPrice?.currency },
  { name: "acquired_at", write: ({ acquiredAt }) => acquiredAt?.replace(/T00:00:00\.000Z$/, "") ?? null },
  { name: "identifiers", write: ({ identifiers }) => writeIdentifiers(identifiers) },
  { name: "listings", write: ({ listings }) => writeListings(listings) },
  { name: "image_url", write: (item) => item.imageUrl },
  { name: "note", write: (item) => item.note },
];

/**
 * The whole stock as CSV text, piece by piece, in the order it was added. An import reads it back to the same items.
 * What a spreadsheet would take for a formula has an apostrophe before it.
 */
export async function* exportInventory({ ctx }: Verb<undefined>): AsyncGenerator<string> {
  // The byte order mark tells Excel that the file is UTF-8.
  yield `\ufeff${columns.map(({ name }) => name).join(",")}\r\n`;
  for (let after: ItemCursor | null | undefined = null; after !== undefined; ) {
    const { items, cursors } = await readPart(ctx, after);
    if (items.length > 0) yield `${items.map(writeRow).join("\r\n")}\r\n`;
    after = items.length === itemsAtOnce ? cursors.at(-1) : undefined;
  }
}

/** Each part in a transaction of its own: a slow download holds nothing up. */
async function readPart(ctx: ServiceContext, after: ItemCursor | null): Promise<ItemPage> {
  const query = { sort: { field: "createdAt", direction: "asc" }, after, limit: itemsAtOnce } as const;
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) =>
    listItems(tx, { ...query, filter: await readyItemFilter(tx, {}) }),
  );
}

function writeRow(item: InventoryItem): string {
  return columns.map(({ write }) => writeCell(write(item) ?? "")).join(",");
}

/** A cell that no spreadsheet runs: see https://owasp.org/www-community/attacks/CSV_Injection */
export function writeCell(text: string): string {
  const safe = /^['=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
