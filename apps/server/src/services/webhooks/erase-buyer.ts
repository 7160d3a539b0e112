import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";

/** How the platform names the person whose account was deleted. */
export interface DeletedAccount {
  externalId: string | null;
  username: string | null;
}

/**
 * Erases what identifies a buyer from the platform's orders of the workspace: names, addresses, notes, the raw payload,
 * and the words that search finds. Sales, money and links stay. Answers the number of orders.
 */
export async function eraseBuyer(ctx: ServiceContext, platform: string, account: DeletedAccount): Promise<number> {
  if (account.externalId === null && account.username === null) return 0;
  const count = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const orders = await findOrders(tx, platform, account);
    for (const order of orders) await eraseOrder(tx, order);
    if (orders.length > 0) {
      await writeAudit(tx, ctx, {
        action: "buyer-erased",
        subjectType: "platform",
        subjectId: platform,
        text: `A buyer's account was deleted on ${platform}: personal data erased from ${orders.length} orders.`,
      });
    }
    return orders.length;
  });
  if (count > 0) ctx.events.publish(ctx.workspaceId, { type: "orders-changed" });
  return count;
}

interface BuyerOrder {
  id: string;
  /** Personal words that the search texts may hold. */
  words: readonly string[];
}

async function findOrders(
  tx: Transaction<Database>,
  platform: string,
  { externalId, username }: DeletedAccount,
): Promise<BuyerOrder[]> {
  const rows = await tx
    .selectFrom("orders")
    .select(["id", "buyer_external_id", "buyer_username", "buyer_name", "buyer_email"])
    .where("platform", "=", platform)
    .where((eb) =>
      eb.or([
        ...(externalId === null ? [] : [eb("buyer_external_id", "=", externalId)]),
        ...(username === null ? [] : [eb("buyer_username", "=", username)]),
      ]),
    )
    .execute();
  return rows.map(({ id, buyer_external_id, buyer_username, buyer_name, buyer_email }) => ({
    id,
    words: [buyer_external_id, buyer_username, buyer_name, buyer_email].filter(
      (word): word is string => word !== null && word !== "",
    ),
  }));
}

async function eraseOrder(tx: Transaction<Database>, { id, words }: BuyerOrder): Promise<void> {
  const cleaned = words.reduce(
    (text, word) => sql<string>`replace(${text}, ${word}::text, '')`,
    sql<string>`search_text`,
  );
  await tx
    .updateTable("orders")
    .set({
      buyer_external_id: null,
      buyer_username: null,
      buyer_name: null,
      buyer_email: null,
      ship_to: null,
      buyer_note: null,
      raw: null,
      search_text: cleaned,
    })
    .where("id", "=", id)
    .execute();
  await tx.updateTable("queue_entries").set({ search_text: cleaned }).where("order_id", "=", id).execute();
}
