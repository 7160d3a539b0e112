import type { Account, Transaction } from "./monzo-entities.ts";
import type { MonzoTransactionSeed } from "./monzo-seed.ts";
import { type MonzoWorld, nextId } from "./monzo-world.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Books a row; what the seed leaves out is filled in as Monzo would. */
export function addTransaction(world: MonzoWorld, account: Account, seed: MonzoTransactionSeed): Transaction {
  const createdAt = Date.parse(seed.at);
  return world.transactions.insert({
    id: seed.id ?? nextId(world, "tx"),
    sequence: world.store.nextNumber("transaction"),
    accountId: account.id,
    createdAt,
    updatedAt: createdAt,
    settledAt: settledAt(seed, createdAt),
    settles: seed.settles === undefined ? null : settlementOf(seed.settles),
    description: seed.description,
    amount: seed.amount,
    local: seed.local ?? { amount: seed.amount, currency: "GBP" },
    scheme: seed.scheme,
    merchantId: seed.merchantId ?? null,
    counterparty: seed.counterparty ?? {},
    category: seed.category ?? "general",
    notes: seed.notes ?? "",
    metadata: { ...seed.metadata },
    clientMetadata: {},
    declineReason: seed.declineReason ?? null,
  });
}

function settledAt(seed: MonzoTransactionSeed, createdAt: number): number | null {
  if (seed.settledAt === null || seed.settles !== undefined || seed.declineReason !== undefined) return null;
  if (seed.settledAt !== undefined) return Date.parse(seed.settledAt);
  return seed.scheme === "mastercard" ? createdAt + DAY_MS : createdAt;
}

function settlementOf({ at, amount }: NonNullable<MonzoTransactionSeed["settles"]>) {
  return { at: Date.parse(at), amount: amount ?? null };
}
