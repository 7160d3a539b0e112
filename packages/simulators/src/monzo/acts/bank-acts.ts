import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { addTransaction } from "../add-transaction.ts";
import type { Account, Transaction } from "../monzo-entities.ts";
import type { MonzoTransactionSeed } from "../monzo-seed.ts";
import type { MonzoWorld } from "../monzo-world.ts";
import { settleDue, settleNow } from "../transactions/settle.ts";
import { announce } from "../webhooks/deliver.ts";

const where = { accountId: z.string().optional() };
const pence = z.number().int();

/** Money that comes and goes. Amounts are in pence. */
export function bankActs(world: MonzoWorld) {
  const book: Book = (accountId, seed) => {
    const transaction = addTransaction(world, accountOf(world, accountId), { ...seed, at: world.clock.iso() });
    const { id, amount } = transaction;
    world.ledger.append("transaction-created", { transactionId: id, accountId: transaction.accountId, amount });
    announce(world, "transaction.created", transaction);
    return { transactionId: id };
  };
  return {
    ...paymentActs(book),
    /** A pending row settles, a card payment perhaps with another amount. */
    settleTransaction: defineAct(
      z.strictObject({ transactionId: z.string(), amount: pence.optional() }),
      ({ transactionId, amount }) => {
        const at = world.clock.milliseconds();
        settleNow(world, transactionOf(world, transactionId), { at, amount: amount ?? null });
      },
    ),
    /** Settles what is due by the clock; every call to the API does so too. */
    settle: defineAct(z.strictObject({}), () => settleDue(world)),
    /** A message about a row is sent once more, as Monzo is seen to do. */
    announceAgain: defineAct(z.strictObject({ transactionId: z.string() }), ({ transactionId }) =>
      announce(world, "transaction.created", transactionOf(world, transactionId)),
    ),
  };
}

type Book = (accountId: string | undefined, seed: Omit<MonzoTransactionSeed, "at">) => { transactionId: string };

function paymentActs(book: Book) {
  return {
    /** A bank transfer comes in: a payout, a refund, a friend. */
    receiveTransfer: defineAct(
      z.strictObject({ ...where, amount: pence.min(1), payer: z.string(), reference: z.string() }),
      ({ accountId, amount, payer, reference }) =>
        book(accountId, { ...transfer(reference), amount, counterparty: { name: payer } }),
    ),
    /** A bank transfer goes out. */
    sendTransfer: defineAct(
      z.strictObject({ ...where, amount: pence.min(1), payee: z.string(), reference: z.string() }),
      ({ accountId, amount, payee, reference }) =>
        book(accountId, { ...transfer(reference), amount: -amount, counterparty: { name: payee } }),
    ),
    /** A card payment: pending until settled, or declined. */
    payByCard: defineAct(
      z.strictObject({
        ...where,
        amount: pence.min(0),
        description: z.string(),
        merchantId: z.string().optional(),
        declineReason: z.string().optional(),
      }),
      ({ accountId, amount, description, merchantId, declineReason }) =>
        book(accountId, {
          scheme: "mastercard",
          amount: -amount,
          description,
          settledAt: null,
          ...(merchantId !== undefined && { merchantId }),
          ...(declineReason !== undefined && { declineReason }),
        }),
    ),
  };
}

function transfer(reference: string) {
  const metadata = { faster_payment: "true" };
  return { scheme: "payport_faster_payments", description: reference, notes: reference, metadata };
}

function accountOf(world: MonzoWorld, accountId: string | undefined): Account {
  const account = world.accounts.find(({ id, closed }) => (accountId === undefined ? !closed : id === accountId));
  if (account === undefined) throw new ActRefused(`There is no account ${accountId ?? ""}`);
  return account;
}

function transactionOf(world: MonzoWorld, id: string): Transaction {
  const transaction = world.transactions.get(id);
  if (transaction === undefined) throw new ActRefused(`There is no transaction ${id}`);
  return transaction;
}
