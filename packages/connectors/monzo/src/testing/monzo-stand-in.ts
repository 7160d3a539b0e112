import { type ConnectorSettings, createMemoryTokenStore, type TokenStore } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";
import { createMonzoSimulator, type MonzoSeed, type MonzoTransactionSeed } from "@counterfoil/simulators/monzo";

export const startedAt = "2026-03-01T12:00:00.000Z";
export const mainAccount = "acc_00009mainAccount";
const email = "sam@example.com";
const clientId = "oauth2client_0000ShelfBricks";
const clientSecret = "mnzconf.0c1e7a5b9d3f4e6a8b2c0d1e2f3a4b5c";
const day = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(Date.parse(startedAt) - days * day).toISOString();
}

function payout(index: number): MonzoTransactionSeed {
  return {
    id: `tx_payout_${String(index).padStart(4, "0")}`,
    at: daysAgo(700 - index * 2),
    amount: 10_000 + index,
    description: `P*72727${String(index).padStart(5, "0")}`,
    notes: `P*72727${String(index).padStart(5, "0")}`,
    scheme: "payport_faster_payments",
    counterparty: { name: "EBAY Commerce UK L", account_number: "11112222", sort_code: "200000" },
  };
}

/** Two years of an account, 350 payouts, and rows of every other shape; a younger account, a loan, a flex loan. */
export const bank: MonzoSeed = {
  clients: [{ clientId, clientSecret, redirectUris: ["https://desk.example.com/callback"] }],
  merchants: [{ id: "merch_1", groupId: "grp_1", name: "Toy Shop", category: "shopping" }],
  users: [
    {
      userId: "user_00009sam",
      email,
      preferredName: "Sam Example",
      accounts: [
        {
          id: mainAccount,
          type: "uk_business",
          created: daysAgo(720),
          accountNumber: "12345678",
          sortCode: "040004",
          pots: [{ id: "pot_1", name: "Tax", balance: 500 }],
          transactions: [
            ...Array.from({ length: 349 }, (_, index) => payout(index)),
            {
              id: "tx_card",
              at: daysAgo(1),
              amount: -6000,
              description: "TOY SHOP LEEDS",
              scheme: "mastercard",
              merchantId: "merch_1",
              settledAt: null,
            },
            {
              id: "tx_declined",
              at: daysAgo(0.9),
              amount: -9000,
              description: "TOY SHOP LEEDS",
              scheme: "mastercard",
              merchantId: "merch_1",
              declineReason: "INSUFFICIENT_FUNDS",
            },
            {
              id: "tx_foreign",
              at: daysAgo(0.8),
              amount: -860,
              description: "BRICKS BV",
              scheme: "mastercard",
              local: { amount: -1000, currency: "EUR" },
            },
            {
              id: "tx_pot",
              at: daysAgo(0.7),
              amount: -500,
              description: "pot_1",
              scheme: "uk_retail_pot",
              metadata: { pot_id: "pot_1" },
            },
          ],
        },
        {
          id: "acc_00009youngAccount",
          type: "uk_retail",
          created: daysAgo(30),
          accountNumber: "87654321",
          sortCode: "040004",
          transactions: [
            {
              id: "tx_own",
              at: daysAgo(5),
              amount: 2500,
              description: "from business",
              scheme: "payport_faster_payments",
              counterparty: { name: "Sam Example", account_number: "12345678", sort_code: "040004" },
            },
          ],
        },
        { id: "acc_00009loan", type: "uk_loan", created: daysAgo(100) },
        { id: "acc_00009flex", type: "uk_monzo_flex_backing_loan", created: daysAgo(100), closed: true },
      ],
    },
  ],
};

/** Starts the Monzo simulator with its own clock, and drives it for the conformance suite. */
export async function startStandIn() {
  const clock = createClock({ at: startedAt, mode: "frozen" });
  const simulator = createMonzoSimulator({ seed: bank, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const origin = await server.start();
  const baseURL = `${origin}/monzo`;
  const issue = (approved = true): TokenStore => {
    const { accessToken, accessTokenExpiresAt, refreshToken } = simulator.acts.issueTokens({ email, approved });
    const expiresAt = Date.parse(accessTokenExpiresAt);
    const times = { accessTokenExpiresAt: expiresAt, refreshTokenExpiresAt: null };
    return createMemoryTokenStore({ accessToken, refreshToken, ...times, scopes: [] });
  };
  const settingsWith = (tokens: TokenStore): ConnectorSettings => ({
    credentials: { clientId, clientSecret },
    baseURL,
    tokens,
    now: () => clock.milliseconds(),
  });
  const neverGiven = createMemoryTokenStore({
    accessToken: "never-given-access-token",
    accessTokenExpiresAt: null,
    refreshToken: "never-given-refresh-token",
    refreshTokenExpiresAt: null,
    scopes: [],
  });

  const driver: ConformanceDriver = {
    clock: { now: () => clock.milliseconds(), advance: (milliseconds) => clock.advance(milliseconds) },
    reset() {
      clock.set(startedAt);
      simulator.reset();
    },
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    // Tokens and approvals are no effects on the account.
    effects: () => [],
    requestCount: () => simulator.requests.list().length,
    expireTokens: () => void simulator.acts.expireAccessTokens({}),
    refreshCount: () => simulator.ledger.count("token-refreshed"),
    revoke: () => void simulator.acts.revoke({}),
    receiveMoney: () =>
      simulator.acts.receiveTransfer({ accountId: mainAccount, amount: 777, payer: "A Payer", reference: "P*1" })
        .transactionId,
    changeTransaction() {
      simulator.acts.settleTransaction({ transactionId: "tx_card", amount: -5480 });
      return "tx_card";
    },
    spoilOneTransaction,
    unapproved: () => ({
      settings: settingsWith(issue(false)),
      approve: () => void simulator.acts.approve({}),
    }),
    signedWebhook: () => webhook({ id: "tx_payout_0001", account_id: mainAccount }),
  };
  return {
    simulator,
    clock,
    origin,
    baseURL,
    driver,
    issue,
    settingsWith,
    settings: () => settingsWith(issue()),
    wrongSettings: () => settingsWith(neverGiven),
    stop: () => server.stop(),
  };
}

function spoilOneTransaction(body: string): string {
  const page = JSON.parse(body) as { transactions?: Record<string, unknown>[] };
  const spoilt = page.transactions?.map((row) => (row["id"] === "tx_payout_0005" ? { ...row, amount: "much" } : row));
  return spoilt === undefined ? body : JSON.stringify({ ...page, transactions: spoilt });
}

const endpoint = "https://desk.example.com/api/v1/platforms/webhook/monzo/1/secret";

/** A delivery as Monzo makes it: no signature anywhere. */
export function webhook(data: Record<string, unknown>, type = "transaction.created") {
  const body = new TextEncoder().encode(JSON.stringify({ type, data }));
  return { method: "POST", url: endpoint, endpoint, headers: { "content-type": "application/json" }, body };
}

function toSimulatorFault(fault: ConformanceFault): FaultInput {
  const operation = fault.on === "orders" ? { operation: "listTransactions" } : {};
  const match = { count: fault.times, ...operation };
  switch (fault.kind) {
    case "throttled":
      return {
        ...match,
        kind: "status",
        status: 429,
        ...(fault.retryAfterSeconds !== null && { retryAfterSeconds: fault.retryAfterSeconds }),
      };
    case "server-error":
      return { ...match, kind: "status", status: fault.status };
    case "slow":
      return { ...match, kind: "slow", milliseconds: fault.milliseconds };
    case "answer-lost":
      return { ...match, kind: "cut", when: "after-effect" };
    default:
      return { ...match, kind: fault.kind };
  }
}
