import type { Database, OrderRow } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import { groupBy } from "../group-by.ts";

const columns = [
  "id",
  "connection_id",
  "platform",
  "external_id",
  "status",
  "payment_status",
  "buyer_name",
  "buyer_username",
  "country_code",
  "unit_count",
  "first_title",
] as const;
export type NamedOrder = Pick<OrderRow, (typeof columns)[number]>;

/** What a word for an order means: one order, none, or several platforms' orders of that number. */
export type OrderMeant = NamedOrder | "unknown" | "several";

const uuid = z.uuid();

/** Finds orders by id or by their number on the platform, in one query. */
export async function findOrders(
  tx: Transaction<Database>,
  words: readonly string[],
): Promise<(word: string) => OrderMeant> {
  const plain = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ""))];
  const ids = plain.filter((word) => uuid.safeParse(word).success);
  const rows =
    plain.length === 0
      ? []
      : await tx
          .selectFrom("orders")
          .select(columns)
          .where((eb) =>
            eb.or([sql<boolean>`id = any(${ids}::uuid[])`, sql<boolean>`external_id = any(${plain}::text[])`]),
          )
          .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byNumber = groupBy(rows, (row) => row.external_id);
  return (word) => {
    const known = byId.get(word.trim().toLowerCase());
    if (known) return known;
    const [first, second] = byNumber.get(word.trim()) ?? [];
    return second ? "several" : (first ?? "unknown");
  };
}
