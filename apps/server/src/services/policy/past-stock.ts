import { buildIndex, type MatchIndex, type MatchItem } from "@counterfoil/core/matching";
import { type Database, readMatchStock } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { toMatchItem } from "../resolution/stock-index-cache.ts";

/** Units that a sale took. */
interface TakenUnits {
  itemId: string;
  quantity: number;
  sold: number;
  placedAt: Date;
}

/** What stock and sales say now, read in one go. */
export interface StockHistory {
  items: MatchItem[];
  /** The newest sale first. */
  taken: TakenUnits[];
}

/** Reads what is needed to turn the stock back to an earlier day. */
export async function readStockHistory(tx: Transaction<Database>): Promise<StockHistory> {
  const items = (await readMatchStock(tx, null)).map(toMatchItem);
  const { rows } = await sql<TakenUnits>`
    select claims.item_id as "itemId", claims.quantity, claims.quantity_sold as sold, orders.placed_at as "placedAt"
    from claims join orders on orders.id = claims.order_id
    where claims.quantity > 0 order by orders.placed_at desc, claims.id`.execute(tx);
  return { items, taken: rows };
}

/**
 * The stock as sales found it, turned back in time: what later sales took lies on the shelf again. Units that came in
 * since are not taken away, so that a sale has more rivals here than it had, never fewer. Without what the seller taught.
 */
export class PastStock {
  readonly index: MatchIndex;
  readonly #items: Map<string, MatchItem>;
  readonly #taken: readonly TakenUnits[];
  #next = 0;

  constructor({ items, taken }: StockHistory) {
    this.index = buildIndex(items);
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#taken = taken;
  }

  /** Turns back to just before a sale. Only ever further back. */
  turnBackTo(placedAt: Date): void {
    const changed = new Map<string, MatchItem>();
    for (let units = this.#taken[this.#next]; units && units.placedAt >= placedAt; units = this.#taken[this.#next]) {
      this.#next += 1;
      const item = this.#items.get(units.itemId);
      if (item) changed.set(item.id, putBack(changed.get(item.id) ?? item, units));
      const now = changed.get(units.itemId);
      if (now) this.#items.set(now.id, now);
    }
    if (changed.size > 0) this.index.update({ items: changed.values() });
  }
}

function putBack(item: MatchItem, { quantity, sold }: TakenUnits): MatchItem {
  const onShelf = item.listings.length > 0 ? ("listed" as const) : ("in_stock" as const);
  return {
    ...item,
    quantityOnHand: item.quantityOnHand + sold,
    quantityClaimed: Math.max(0, item.quantityClaimed - (quantity - sold)),
    status: item.status === "sold" && sold > 0 ? onShelf : item.status,
    legacySale: null,
  };
}
