import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/**
 * Leaves the figures of orders as they are while the transaction writes orders, lines and claims one after the other.
 * Whoever calls this calls `figureOrders` with all of these orders before the transaction ends.
 */
export async function holdFigures(tx: Transaction<Database>): Promise<void> {
  await sql`select set_config('counterfoil.figures', 'later', true)`.execute(tx);
}

/** Reckons the figures of orders as they are now, after `holdFigures`. From then on figures follow each statement again. */
export async function figureOrders(tx: Transaction<Database>, orderIds: readonly string[]): Promise<void> {
  await sql`select figure_orders_now(${[...orderIds]}::uuid[])`.execute(tx);
}
