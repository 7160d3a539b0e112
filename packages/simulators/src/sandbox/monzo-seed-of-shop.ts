import type { MonzoAccountSeed, MonzoSeed } from "../monzo/index.ts";
import type { Shop } from "../shop/index.ts";
import { BANK_POT_ID, bankMerchants, everydayRows } from "./bank-habits.ts";
import { type BankedPayout, payoutRows } from "./bank-payouts.ts";
import { demoCredentials } from "./demo-credentials.ts";

const DAY = 86_400_000;
const HISTORY_DAYS = 730;

/** The demo seller's bank: two years of a business account with the platforms' payouts in it, and accounts beside it. */
export function monzoSeedOfShop(
  shop: Shop,
  { payouts, redirectUris }: { payouts: readonly BankedPayout[]; redirectUris: readonly string[] },
): MonzoSeed {
  const { clientId, clientSecret, email } = demoCredentials.monzo;
  const rows = [...everydayRows(shop, HISTORY_DAYS), ...payoutRows(payouts)];
  rows.sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
  const opened = new Date(Date.parse(shop.anchor) - (HISTORY_DAYS + 10) * DAY).toISOString();
  const business: MonzoAccountSeed = {
    id: BUSINESS_ACCOUNT,
    type: "uk_business",
    created: opened,
    description: shop.name,
    accountNumber: "41004010",
    sortCode: "040003",
    openingBalance: 250_000,
    pots: [
      { id: BANK_POT_ID, name: "Tax", balance: 410_000 },
      { id: "pot_0000LoftBricksOld", name: "Van", balance: 0, deleted: true },
    ],
    transactions: rows,
  };
  const user = { userId: "user_0000LoftBricks", email, preferredName: "Sam Tolland" };
  return {
    clients: [{ clientId, clientSecret, name: "Counterfoil", redirectUris }],
    merchants: bankMerchants,
    // The first account is not the one that matters, as at the real bank.
    users: [{ ...user, accounts: [...sideAccounts(shop, opened), business] }],
  };
}

/** The account that the demo shop's payouts go to. */
export const BUSINESS_ACCOUNT = "acc_0000LoftBricksBusiness";

function sideAccounts(shop: Shop, created: string): MonzoAccountSeed[] {
  const coffee = {
    at: new Date(Date.parse(shop.anchor) - 2 * DAY).toISOString(),
    amount: -340,
    description: "CORNER CAFE LEEDS GBR",
    scheme: "mastercard",
    merchantId: "merch_0000Cafe",
    category: "eating_out",
  };
  const numbers = (accountNumber: string) => ({ accountNumber, sortCode: "040004" });
  return [
    { id: "acc_0000LoftBricksOld", type: "uk_prepaid", created, closed: true },
    { id: "acc_0000LoftBricksLoan", type: "uk_loan", created, description: "loan_0000LoftBricks" },
    { id: "acc_0000LoftBricksFlex", type: "uk_monzo_flex_backing_loan", created, closed: true },
    {
      id: "acc_0000LoftBricksPersonal",
      type: "uk_retail",
      created,
      ...numbers("81004010"),
      openingBalance: 42_000,
      transactions: [coffee],
    },
  ];
}
