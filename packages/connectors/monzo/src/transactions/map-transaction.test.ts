import { describe, expect, it } from "vitest";
import { mapAccount } from "../accounts/map-account.ts";
import { accountSchema, transactionSchema } from "../monzo-schemas.ts";
import { mapTransaction } from "./map-transaction.ts";

const rawAccount = {
  id: "acc_1",
  type: "uk_retail",
  currency: "GBP",
  account_number: "12345678",
  sort_code: "040004",
  owners: [{ user_id: "user_1", preferred_name: "Sam Example" }],
};
const own = [mapAccount(accountSchema.parse(rawAccount), rawAccount)];

const transfer = {
  id: "tx_1",
  created: "2021-07-01T00:21:30.935Z",
  description: "P*7272765884",
  amount: 2000,
  currency: "GBP",
  merchant: null,
  notes: "P*7272765884",
  metadata: { notes: "P*7272765884", faster_payment: "true" },
  settled: "2021-07-01T06:00:00Z",
  local_amount: 2000,
  local_currency: "GBP",
  account_id: "acc_1",
  counterparty: { account_number: "87654321", name: "EBAY Commerce UK L", sort_code: "987654" },
  scheme: "payport_faster_payments",
  category: "general",
};

function map(change: Record<string, unknown>) {
  const raw = { ...transfer, ...change };
  return mapTransaction(transactionSchema.parse(raw), raw, { accountId: "acc_asked", own });
}

describe("a line", () => {
  it("of a payout keeps payer, reference and amount", () => {
    expect(map({})).toMatchObject({
      amount: { minor: 2000, currency: "GBP" },
      originalAmount: null,
      status: "settled",
      counterparty: { name: "EBAY Commerce UK L", numberEnding: "4321", externalId: null },
      reference: "P*7272765884",
      isInternal: false,
    });
  });

  it.each([
    ["an empty settlement", { settled: "" }, "pending"],
    ["an amount that may change", { amount_is_pending: true }, "pending"],
    ["a reason of decline", { decline_reason: "INSUFFICIENT_FUNDS", settled: "" }, "declined"],
    ["a decline that nobody has listed", { decline_reason: "SOMETHING_NEW" }, "declined"],
  ])("with %s is %s", (_case, change, status) => {
    expect(map(change).status).toBe(status);
  });

  it("takes the shop in its three shapes", () => {
    const shop = { id: "merch_1", group_id: "grp_1", name: "Toy Shop" };
    const card = { counterparty: {}, metadata: {}, notes: "" };
    expect(map({ ...card, merchant: shop })).toMatchObject({
      merchantId: "grp_1",
      counterparty: { name: "Toy Shop" },
      reference: null,
      isInternal: false,
    });
    expect(map({ ...card, merchant: "merch_1" })).toMatchObject({ merchantId: null, counterparty: { name: null } });
    expect(map({ ...card, merchant: null })).toMatchObject({ reference: "P*7272765884", isInternal: null });
  });

  it("knows moves between the owner's accounts and pots by numbers, never by names", () => {
    expect(map({ scheme: "uk_retail_pot", counterparty: {} }).isInternal).toBe(true);
    expect(map({ counterparty: { account_number: "12345678", sort_code: "040004" } }).isInternal).toBe(true);
    expect(map({ counterparty: { account_number: "12345678", sort_code: "111111" } }).isInternal).toBe(false);
    expect(map({ counterparty: { user_id: "user_1" } }).isInternal).toBe(true);
    expect(map({ counterparty: { name: "Sam Example", user_id: "user_2" } }).isInternal).toBe(false);
  });

  it("keeps what was paid in another currency", () => {
    expect(map({ local_amount: -1000, local_currency: "EUR" }).originalAmount).toEqual({
      minor: -1000,
      currency: "EUR",
    });
  });

  it("belongs to the account that was asked for when it names none", () => {
    expect(map({ account_id: undefined }).accountExternalId).toBe("acc_asked");
  });
});
