import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

type Tx = Transaction<Database>;

/** Every payout that platforms told of, newest first. */
export async function readPayouts(tx: Tx) {
  return await tx
    .selectFrom("payouts")
    .select(["id", "connection_id", "platform", "external_id", "status", "raw_status", "sent_at", "amount_minor"])
    .select(["currency", "transaction_count", "bank_reference", "account_ending"])
    .orderBy("sent_at", "desc")
    .orderBy("id", "desc")
    .execute();
}
export type PayoutListRow = Awaited<ReturnType<typeof readPayouts>>[number];

/**
 * The lines of all bank accounts that moved money from or to somebody else; those that went out only where a platform
 * also collects.
 */
export async function readStatementLines(tx: Tx) {
  return await tx
    .selectFrom("bank_transactions as line")
    .innerJoin("bank_accounts as account", (join) =>
      join
        .onRef("account.connection_id", "=", "line.connection_id")
        .onRef("account.external_id", "=", "line.account_external_id"),
    )
    .select(["line.id", "line.booked_at", "line.amount_minor", "line.currency", "line.counterparty_name"])
    .select(["line.reference", "line.description", "account.kind", "account.name", "account.number_ending"])
    .where("line.status", "=", "settled")
    .where((eb) => eb.or([eb("line.is_internal", "is", null), eb("line.is_internal", "=", false)]))
    .where((eb) =>
      eb.or([
        eb("line.amount_minor", ">", 0),
        eb.and([
          eb("line.amount_minor", "<", 0),
          eb.exists(eb.selectFrom("payouts").select("payouts.id").where("payouts.amount_minor", "<", 0)),
        ]),
      ]),
    )
    .orderBy("line.booked_at", "desc")
    .orderBy("line.id", "desc")
    .execute();
}
export type StatementRow = Awaited<ReturnType<typeof readStatementLines>>[number];

/** Everything that people said of payouts and bank lines. */
export async function readPayoutDecisions(tx: Tx) {
  return await tx.selectFrom("payout_decisions").selectAll().execute();
}

/** How far each bank account was read, and its oldest line. */
export async function readBankReach(tx: Tx) {
  return await tx
    .selectFrom("bank_accounts as account")
    .innerJoin("connections", "connections.id", "account.connection_id")
    .select(["account.connection_id", "account.external_id", "account.closed", "account.has_transactions"])
    .select(["account.read_until", "account.unread_from", "account.unread_to", "connections.disconnected_at"])
    .select((eb) =>
      eb
        .selectFrom("bank_transactions as line")
        .select(({ fn }) => fn.min("line.booked_at").as("oldest"))
        .whereRef("line.connection_id", "=", "account.connection_id")
        .whereRef("line.account_external_id", "=", "account.external_id")
        .as("oldest_at"),
    )
    .execute();
}
export type BankReachRow = Awaited<ReturnType<typeof readBankReach>>[number];

/** Movements of funds that one payout holds, with the orders that are known here. */
export async function readPayoutMovements(tx: Tx, payout: { connectionId: string; externalId: string }) {
  return await tx
    .selectFrom("settlement_transactions as movement")
    .leftJoin("orders", (join) =>
      join
        .onRef("orders.connection_id", "=", "movement.connection_id")
        .onRef("orders.external_id", "=", "movement.order_external_id"),
    )
    .select(["movement.id", "movement.kind", "movement.raw_kind", "movement.booked_at", "movement.order_external_id"])
    .select(["movement.net_minor", "movement.currency", "movement.fees_minor", "movement.fees_currency"])
    .select(["movement.memo", "orders.id as order_id", "orders.first_title"])
    .where("movement.connection_id", "=", payout.connectionId)
    .where("movement.payout_external_id", "=", payout.externalId)
    .orderBy("movement.booked_at")
    .orderBy("movement.id")
    .execute();
}

/** What orders brought and took, and the units that went out with them. `orderIds` are this program's own. */
export async function readProfitFacts(tx: Tx, orderIds: readonly string[]) {
  const ids = [...orderIds];
  const orders = await tx
    .selectFrom("orders")
    .select(["id", "connection_id", "platform", "external_id", "placed_at", "status", "currency"])
    .select(["shipping_minor", "fees_minor", "refunded_minor"])
    .where("id", "in", ids)
    .orderBy("placed_at", "desc")
    .orderBy("id", "desc")
    .execute();
  const lines = await tx
    .selectFrom("order_lines")
    .select(["id", "order_id", "external_id", "title", "quantity", "quantity_needed", "line_total_minor"])
    .select(["shipping_minor", "currency", "state_detail"])
    .where("order_id", "in", ids)
    .where("removed_at", "is", null)
    .orderBy("order_id")
    .orderBy("position")
    .orderBy("id")
    .execute();
  const claims = await tx
    .selectFrom("claims")
    .innerJoin("inventory_items as item", "item.id", "claims.item_id")
    .select(["claims.id", "claims.line_id", "claims.item_id", "claims.quantity", "item.sku"])
    .select(["item.title", "item.unit_cost_minor", "item.unit_cost_currency"])
    .where("claims.order_id", "in", ids)
    .where("claims.quantity", ">", 0)
    .orderBy("claims.reserved_at")
    .orderBy("claims.id")
    .execute();
  return { orders, lines, claims, movements: await readOrderMovements(tx, ids) };
}
export type ProfitFacts = Awaited<ReturnType<typeof readProfitFacts>>;

async function readOrderMovements(tx: Tx, orderIds: readonly string[]) {
  return await tx
    .selectFrom("settlement_transactions as movement")
    .innerJoin("orders", (join) =>
      join
        .onRef("orders.connection_id", "=", "movement.connection_id")
        .onRef("orders.external_id", "=", "movement.order_external_id"),
    )
    .leftJoin("payouts", (join) =>
      join
        .onRef("payouts.connection_id", "=", "movement.connection_id")
        .onRef("payouts.external_id", "=", "movement.payout_external_id"),
    )
    .select(["orders.id as order_id", "movement.kind", "movement.net_minor", "movement.currency"])
    .select(["movement.fees_minor", "movement.fees_currency", "movement.line_fees", "movement.payout_external_id"])
    .select(["payouts.id as payout_id", "payouts.sent_at as payout_sent_at"])
    .where("orders.id", "in", [...orderIds])
    .orderBy("movement.booked_at")
    .orderBy("movement.id")
    .execute();
}

/** Orders in which units of an item went out, newest first. */
export async function readOrdersOfItem(tx: Tx, itemId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("claims")
    .innerJoin("orders", "orders.id", "claims.order_id")
    .select(["orders.id", "orders.placed_at"])
    .distinct()
    .where("claims.item_id", "=", itemId)
    .where("claims.quantity", ">", 0)
    .orderBy("orders.placed_at", "desc")
    .limit(200)
    .execute();
  return rows.map(({ id }) => id);
}

/** Numbers of orders in the order they were placed, after one of them. For reading all of them in parts. */
export async function readOrderIdsAfter(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  let query = tx.selectFrom("orders").select("id").orderBy("placed_at").orderBy("id").limit(limit);
  if (after !== null)
    query = query.where(sql<boolean>`(placed_at, id) > (select placed_at, id from orders where id = ${after}::uuid)`);
  return (await query.execute()).map(({ id }) => id);
}
