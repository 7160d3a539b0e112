import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { isOverclaim } from "./handle/database-error.ts";
import type { DatabaseHandle } from "./handle/database-handle.ts";
import { newId } from "./new-id.ts";
import type { MovementKind } from "./tables/stock.table.ts";
import { type DatabaseContext, describeEachDatabase } from "./testing/describe-each-database.ts";

interface Shop {
  workspaceId: string;
  itemId: string;
  orderId: string;
  lineId: string;
}

async function move(database: DatabaseHandle, shop: Shop, quantity: number, kind: MovementKind = "adjusted") {
  await database.inWorkspace(shop.workspaceId, (tx) =>
    tx
      .insertInto("stock_movements")
      .values({
        workspace_id: shop.workspaceId,
        id: newId(),
        item_id: shop.itemId,
        kind,
        quantity,
        actor_kind: "person",
      })
      .execute(),
  );
}

async function claim(database: DatabaseHandle, shop: Shop, quantity: number): Promise<string> {
  const id = newId();
  await database.inWorkspace(shop.workspaceId, (tx) =>
    tx
      .insertInto("claims")
      .values({
        workspace_id: shop.workspaceId,
        id,
        order_id: shop.orderId,
        line_id: shop.lineId,
        item_id: shop.itemId,
        quantity,
        method: "sku",
        decided_by_kind: "system",
      })
      .execute(),
  );
  return id;
}

async function quantities(database: DatabaseHandle, shop: Shop) {
  return await database.inWorkspace(shop.workspaceId, (tx) =>
    tx
      .selectFrom("inventory_items")
      .select(["quantity_on_hand", "quantity_claimed"])
      .where("id", "=", shop.itemId)
      .executeTakeFirstOrThrow(),
  );
}

/** A workspace with one item that has `onHand` units, and an order line to claim them for. */
async function openShop(context: DatabaseContext, onHand: number): Promise<Shop> {
  const workspaceId = await context.createWorkspace();
  const shop = { workspaceId, itemId: newId(), orderId: newId(), lineId: newId() };
  const connectionId = newId();
  await context.database.inWorkspace(workspaceId, async (tx) => {
    await sql`INSERT INTO connections (workspace_id, id, platform, method, status)
      VALUES (${workspaceId}, ${connectionId}, 'ebay', 'keys', 'connected')`.execute(tx);
    await sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
        payment_status, placed_at, changed_at, currency, lines_complete)
      VALUES (${workspaceId}, ${shop.orderId}, ${connectionId}, 'ebay', '1', 'paid', 'PAID', 'paid', now(), now(), 'GBP', true)`.execute(
      tx,
    );
    await sql`INSERT INTO order_lines (workspace_id, id, order_id, external_id, position, title, quantity, currency)
      VALUES (${workspaceId}, ${shop.lineId}, ${shop.orderId}, '1', 0, 'T', 1, 'GBP')`.execute(tx);
    await tx
      .insertInto("inventory_items")
      .values({ workspace_id: workspaceId, id: shop.itemId, title: "T", status: "in_stock" })
      .execute();
  });
  if (onHand > 0) await move(context.database, shop, onHand, "received");
  return shop;
}

describeEachDatabase("the quantities of an item", (context) => {
  it("are refused to every role that would write them by hand", async () => {
    const shop = await openShop(context, 1);
    const update = sql`UPDATE inventory_items SET quantity_on_hand = 9`;
    await expect(context.database.inWorkspace(shop.workspaceId, (tx) => update.execute(tx))).rejects.toThrow(
      /permission denied/,
    );
    await expect(context.database.asSystem((tx) => update.execute(tx))).rejects.toThrow(/permission denied/);
  });

  it("give the last unit to exactly one of many claims at once", async () => {
    const shop = await openShop(context, 3);
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => claim(context.database, shop, 1)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const one of tries) if (one.status === "rejected") expect(isOverclaim(one.reason)).toBe(true);
    expect(await quantities(context.database, shop)).toEqual({ quantity_on_hand: 3, quantity_claimed: 3 });
  });

  it("do not fall below what is claimed", async () => {
    const shop = await openShop(context, 2);
    await claim(context.database, shop, 2);
    await expect(move(context.database, shop, -1)).rejects.toSatisfy(isOverclaim);
    expect(await quantities(context.database, shop)).toEqual({ quantity_on_hand: 2, quantity_claimed: 2 });
  });

  it("are the sums of movements and of claims after any sequence of either", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({
              type: fc.constant("move" as const),
              quantity: fc.integer({ min: -3, max: 4 }).filter((n) => n !== 0),
            }),
            fc.record({ type: fc.constant("claim" as const), quantity: fc.integer({ min: 1, max: 3 }) }),
            fc.record({ type: fc.constant("sell" as const), quantity: fc.integer({ min: 1, max: 2 }) }),
            fc.record({ type: fc.constant("release" as const), quantity: fc.integer({ min: 1, max: 2 }) }),
          ),
          { maxLength: 15 },
        ),
        async (steps) => {
          const shop = await openShop(context, 2);
          let expected = { quantity_on_hand: 2, quantity_claimed: 0 };
          for (const step of steps) {
            const next = after(expected, step);
            const possible = next.quantity_claimed >= 0 && next.quantity_claimed <= next.quantity_on_hand;
            const done = await apply(context.database, shop, step).then(
              () => true,
              () => false,
            );
            if (step.type === "move" || step.type === "claim") expect(done).toBe(possible);
            if (done) expected = next;
            expect(await quantities(context.database, shop)).toEqual(expected);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

type Step = { type: "move" | "claim" | "sell" | "release"; quantity: number };
type Quantities = { quantity_on_hand: number; quantity_claimed: number };

function after(before: Quantities, step: Step): Quantities {
  const onHand =
    before.quantity_on_hand + (step.type === "move" ? step.quantity : step.type === "sell" ? -step.quantity : 0);
  const claimed =
    before.quantity_claimed + (step.type === "claim" ? step.quantity : step.type === "move" ? 0 : -step.quantity);
  return { quantity_on_hand: onHand, quantity_claimed: claimed };
}

/** Selling and releasing act on the first claim that has so many open units; without one they fail. */
async function apply(database: DatabaseHandle, shop: Shop, step: Step): Promise<void> {
  if (step.type === "move") return await move(database, shop, step.quantity);
  if (step.type === "claim") {
    await claim(database, shop, step.quantity);
    return;
  }
  await database.inWorkspace(shop.workspaceId, async (tx) => {
    const { quantity } = step;
    const open = await sql<{ id: string }>`SELECT id FROM claims WHERE quantity - quantity_sold >= ${quantity}
      ORDER BY id LIMIT 1`.execute(tx);
    const [found] = open.rows;
    if (!found) throw new Error("no such claim");
    if (step.type === "release") {
      await sql`UPDATE claims SET quantity = quantity - ${quantity}, quantity_released = quantity_released + ${quantity}
        WHERE id = ${found.id}`.execute(tx);
      return;
    }
    await sql`UPDATE claims SET quantity_sold = quantity_sold + ${quantity} WHERE id = ${found.id}`.execute(tx);
    await sql`INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind)
      VALUES (${shop.workspaceId}, ${newId()}, ${shop.itemId}, 'sold', ${-quantity}, 'system')`.execute(tx);
  });
}
