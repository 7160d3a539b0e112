import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createMonzo } from "../monzo-connector.ts";
import { mainAccount, startStandIn, webhook } from "../testing/monzo-stand-in.ts";

const standIn = await startStandIn();
const { simulator, driver } = standIn;
afterAll(standIn.stop);
beforeEach(() => driver.reset());

const connect = () => createMonzo(standIn.settings());
const url = "https://desk.example.com/api/v1/platforms/webhook/monzo/1/secret";

describe("a message", () => {
  it("names the transaction to read again, and nothing of it is believed", async () => {
    const bank = connect();
    const forged = webhook({ id: "tx_payout_0001", account_id: mainAccount, amount: 99_999_900 });
    const { verified, ...rest } = await bank.webhooks.verify(forged);
    expect(verified).toBe(true);
    expect(rest).toMatchObject({
      events: [
        { type: "bank-transaction-changed", accountExternalId: mainAccount, transactionExternalId: "tx_payout_0001" },
      ],
      respond: { status: 200 },
    });
    expect((await bank.bankTransactions.get("tx_payout_0001")).amount.minor).toBe(10_001);
  });

  it("about a transaction of nobody here leads to nothing", async () => {
    await expect(connect().bankTransactions.get("tx_invented")).rejects.toMatchObject({ code: "not_found" });
  });

  it("of another type, or without an account, is told as other", async () => {
    const { webhooks } = connect();
    const events = async (data: Record<string, unknown>, type?: string) => {
      const verification = await webhooks.verify(webhook(data, type));
      return verification.verified ? verification.events : [];
    };
    expect(await events({ id: "x" }, "pot.created")).toMatchObject([{ type: "other", topic: "pot.created" }]);
    expect(await events({ id: "tx_1" })).toMatchObject([{ type: "other" }]);
    expect(await events({ id: "tx_1", account_id: "a" }, "transaction.updated")).toMatchObject([
      { type: "bank-transaction-changed" },
    ]);
  });
});

describe("an address", () => {
  it("is registered once, used again, and removed", async () => {
    const { webhookAddresses } = connect();
    const made = await webhookAddresses.register({ accountExternalId: mainAccount, url });
    expect(await webhookAddresses.register({ accountExternalId: mainAccount, url })).toEqual(made);
    expect(await webhookAddresses.list(mainAccount)).toEqual([made]);
    await webhookAddresses.remove(made.id);
    await webhookAddresses.remove(made.id);
    expect(await webhookAddresses.list(mainAccount)).toEqual([]);
  });

  it("is registered for every open account at once, however often it is asked for", async () => {
    const { webhooks, webhookAddresses, bankTransactions } = connect();
    await webhooks.register(url);
    await webhooks.register(url);
    for (const { externalId, closed, hasTransactions } of await bankTransactions.accounts()) {
      if (!hasTransactions) continue;
      expect(await webhookAddresses.list(externalId)).toHaveLength(closed ? 0 : 1);
    }
    expect((await webhookAddresses.list(mainAccount))[0]?.url).toBe(url);
  });

  it("whose answer was lost is found instead of made twice", async () => {
    const { webhookAddresses } = connect();
    simulator.faults.add({ kind: "cut", when: "after-effect", method: "POST", path: "/webhooks" });
    await webhookAddresses.register({ accountExternalId: mainAccount, url });
    expect(await webhookAddresses.list(mainAccount)).toHaveLength(1);
  });

  it("without encryption is refused", async () => {
    const request = { accountExternalId: mainAccount, url: "http://desk.example.com/hook" };
    await expect(connect().webhookAddresses.register(request)).rejects.toMatchObject({ code: "invalid_request" });
  });
});
