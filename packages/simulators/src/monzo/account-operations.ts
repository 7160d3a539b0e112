import { requireAccount } from "./caller.ts";
import type { Account, Pot, User } from "./monzo-entities.ts";
import type { MonzoWorld } from "./monzo-world.ts";
import type { MonzoOperation } from "./operation.ts";
import { queryOf, readForm, required } from "./read-form.ts";

const DAY_MS = 24 * 3600 * 1000;
/** Spending counts from about four in the morning. */
const DAY_STARTS_MS = 4 * 3600 * 1000;

/** Who calls, the accounts, their balances and pots, and the feed. */
export function accountOperations(world: MonzoWorld): MonzoOperation[] {
  return [
    {
      operation: "whoAmI",
      method: "GET",
      path: "/ping/whoami",
      beforeApproval: true,
      handle: (c, { clientId, userId }) => c.json({ authenticated: true, client_id: clientId, user_id: userId }),
    },
    {
      operation: "listAccounts",
      method: "GET",
      path: "/accounts",
      handle(c, { userId }) {
        const type = queryOf(c).get("account_type");
        const user = world.users.get(userId);
        const accounts = world.accounts
          .where((account) => account.userId === userId && (type === null || account.type === type))
          .map((account) => viewAccount(account, user));
        return c.json({ accounts });
      },
    },
    {
      operation: "getBalance",
      method: "GET",
      path: "/balance",
      handle: (c, grant) =>
        c.json(viewBalance(world, requireAccount(world, grant, required(queryOf(c), "account_id")))),
    },
    {
      operation: "listPots",
      method: "GET",
      path: "/pots",
      handle(c, grant) {
        const account = requireAccount(world, grant, required(queryOf(c), "current_account_id"));
        return c.json({ pots: world.pots.where(({ accountId }) => accountId === account.id).map(viewPot) });
      },
    },
    {
      operation: "createFeedItem",
      method: "POST",
      path: "/feed",
      async handle(c, grant) {
        const form = await readForm(c);
        const account = requireAccount(world, grant, required(form, "account_id"));
        required(form, "type");
        const title = required(form, "params[title]");
        required(form, "params[image_url]");
        world.ledger.append("feed-item-created", { accountId: account.id, title });
        return c.json({});
      },
    },
  ];
}

function viewAccount(account: Account, user: User | undefined) {
  const { id, type, accountNumber, sortCode } = account;
  const name = user?.preferredName ?? "";
  const isLoan = accountNumber === null || sortCode === null;
  return {
    id,
    closed: account.closed,
    created: new Date(account.createdAt).toISOString(),
    description: account.description,
    type,
    owner_type: type === "uk_business" ? "business" : "personal",
    product_type: "standard",
    currency: "GBP",
    legal_entity: "monzo_uk",
    country_code: "GB",
    owners: [{ user_id: account.userId, preferred_name: name, preferred_first_name: name.split(" ")[0] ?? "" }],
    ...(type === "uk_business" && { business_id: `business_${id.slice(4)}` }),
    ...(!isLoan && {
      account_number: accountNumber,
      sort_code: sortCode,
      payment_details: { locale_uk: { account_number: accountNumber, sort_code: sortCode } },
    }),
  };
}

function viewBalance(world: MonzoWorld, account: Account) {
  const now = world.clock.milliseconds();
  const dayStart = Math.floor((now - DAY_STARTS_MS) / DAY_MS) * DAY_MS + DAY_STARTS_MS;
  const rows = world.transactions.where(
    ({ accountId, declineReason, createdAt }) => accountId === account.id && declineReason === null && createdAt <= now,
  );
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const balance = account.openingBalance + sum(rows.map(({ amount }) => amount));
  const inPots = sum(world.pots.where((pot) => pot.accountId === account.id && !pot.deleted).map((pot) => pot.balance));
  const spent = rows.filter((row) => row.scheme === "mastercard" && row.createdAt >= dayStart && row.amount < 0);
  const spendToday = sum(spent.map(({ amount }) => amount));
  return {
    balance,
    total_balance: balance + inPots,
    balance_including_flexible_savings: balance + inPots,
    currency: "GBP",
    spend_today: spendToday,
    local_currency: "",
    local_exchange_rate: 0,
    local_spend: [{ spend_today: spendToday, currency: "GBP" }],
  };
}

function viewPot({ id, name, balance, deleted, createdAt, updatedAt, accountId }: Pot) {
  return {
    id,
    name,
    style: "beach_ball",
    balance,
    currency: "GBP",
    created: new Date(createdAt).toISOString(),
    updated: new Date(updatedAt).toISOString(),
    current_account_id: accountId,
    deleted,
  };
}
