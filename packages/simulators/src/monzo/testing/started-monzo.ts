import { createClock, createSimulatorServer } from "../../kit/index.ts";
import type { MonzoSeed, MonzoTransactionSeed } from "../monzo-seed.ts";
import { createMonzoSimulator } from "../monzo-simulator.ts";

export const NOW = "2026-11-21T09:00:00.000Z";
export const CALLBACK = "http://127.0.0.1:9/callback";
export const CLIENT = { client_id: "oauth2client_0000test", client_secret: "mnzconf.test" };
export const PUBLIC_CLIENT = { client_id: "oauth2client_0000open", client_secret: "mnzpub.test" };
export const EMAIL = "sam@example.com";
export const ACCOUNT = "acc_0000main";

const DAY = 86_400_000;

/** So many days before now. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(NOW) - days * DAY).toISOString();
}

function transferRow(id: string, at: string, amount: number): MonzoTransactionSeed {
  return { id, at, amount, description: id, notes: id, scheme: "payport_faster_payments", counterparty: { name: "A" } };
}

/** A small bank: one reader, an account with rows of every shape, a loan, a flex loan, and a stranger's account. */
export const smallBank: MonzoSeed = {
  clients: [
    { clientId: CLIENT.client_id, clientSecret: CLIENT.client_secret, redirectUris: [CALLBACK], name: "Desk" },
    {
      clientId: PUBLIC_CLIENT.client_id,
      clientSecret: PUBLIC_CLIENT.client_secret,
      redirectUris: [CALLBACK],
      confidential: false,
    },
  ],
  merchants: [{ id: "merch_1", groupId: "grp_1", name: "Toy Shop", category: "shopping" }],
  users: [
    {
      userId: "user_0000sam",
      email: EMAIL,
      preferredName: "Sam Example",
      accounts: [
        {
          id: ACCOUNT,
          type: "uk_business",
          created: daysAgo(700),
          accountNumber: "12345678",
          sortCode: "040004",
          openingBalance: 1000,
          pots: [{ id: "pot_1", name: "Tax", balance: 500 }],
          transactions: [
            transferRow("tx_old", daysAgo(600), 5000),
            transferRow("tx_90", daysAgo(90), 700),
            transferRow("tx_89", daysAgo(89), 800),
            transferRow("tx_twin_a", daysAgo(3), 1),
            transferRow("tx_twin_b", daysAgo(3), 2),
            {
              id: "tx_card",
              at: daysAgo(1),
              amount: -6000,
              description: "TOY SHOP",
              scheme: "mastercard",
              merchantId: "merch_1",
              settles: { at: "2026-11-22T06:00:00Z", amount: -5480 },
            },
            {
              id: "tx_no",
              at: daysAgo(0.5),
              amount: -9000,
              description: "TOY SHOP",
              scheme: "mastercard",
              merchantId: "merch_1",
              declineReason: "INSUFFICIENT_FUNDS",
            },
          ],
        },
        { id: "acc_0000loan", type: "uk_loan", created: daysAgo(100) },
        { id: "acc_0000flex", type: "uk_monzo_flex_backing_loan", created: daysAgo(100), closed: true },
      ],
    },
    {
      userId: "user_0000other",
      email: "other@example.com",
      preferredName: "Other",
      accounts: [{ id: "acc_0000other", type: "uk_retail", created: daysAgo(10) }],
    },
  ],
};

/** Starts a simulated bank on a free port, with plain HTTP calls to it. */
export async function startMonzo() {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const simulator = createMonzoSimulator({ seed: smallBank, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const origin = await server.start();
  const base = `${origin}/monzo`;
  const read = async (answer: Response) => {
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    const body: any = /^[[{]/.test(text) ? JSON.parse(text) : null;
    return { status: answer.status, headers: answer.headers, text, body };
  };
  const send = async (path: string, init: RequestInit) => read(await fetch(`${base}${path}`, init));
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    simulator,
    clock,
    origin,
    base,
    get: (path: string, token: string) => send(path, { headers: bearer(token) }),
    form: (method: string, path: string, { token, ...fields }: Record<string, string> & { token: string }) =>
      send(path, { method, headers: bearer(token), body: new URLSearchParams(fields) }),
    token: (fields: Record<string, string>) =>
      send("/oauth2/token", { method: "POST", body: new URLSearchParams(fields) }),
    send,
    stop: () => server.stop(),
  };
}

export type StartedMonzo = Awaited<ReturnType<typeof startMonzo>>;
