import type { Transaction } from "../monzo-entities.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { announce } from "../webhooks/deliver.ts";

/** Settles what is due by the clock: pending card payments get their day, and perhaps another amount. */
export function settleDue(world: MonzoWorld) {
  const now = world.clock.milliseconds();
  const due = world.transactions.where(({ settles }) => settles !== null && settles.at <= now);
  for (const transaction of due) settleNow(world, transaction, transaction.settles ?? { at: now, amount: null });
}

/** Settles one row. */
export function settleNow(
  world: MonzoWorld,
  transaction: Transaction,
  { at, amount }: { at: number; amount: number | null },
) {
  transaction.settles = null;
  transaction.settledAt = at;
  transaction.updatedAt = at;
  if (amount !== null) transaction.amount = amount;
  world.ledger.append("transaction-settled", { transactionId: transaction.id, amount: transaction.amount });
  announce(world, "transaction.updated", transaction);
}
