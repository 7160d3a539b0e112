import type { Page } from "@counterfoil/connector-kit";
import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createEbay, type EbaySettings, ebay } from "../index.ts";
import { ebayModelChecker, haveEbayModels } from "../testing/ebay-models.ts";
import { startStandIn } from "../testing/ebay-stand-in.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testNow, testSettings } from "../testing/fake-ebay.ts";

const standIn = await startStandIn();
const { ebay: simulator, driver, clock, origin } = standIn;
afterAll(standIn.stop);
beforeEach(() => driver.reset());

const day = 86_400_000;
const iso = (time: number) => new Date(time).toISOString();

async function itemsOf<Item>(pages: AsyncIterable<Page<Item>>) {
  const items: Item[] = [];
  let cursor = "";
  for await (const page of pages) {
    expect(page.problems).toEqual([]);
    items.push(...page.items);
    cursor = page.cursor;
  }
  return { items, cursor };
}

/** Consents as the seller's browser does, and connects with what the consent gave. */
async function consented(fetch: typeof globalThis.fetch = globalThis.fetch) {
  const { credentials } = standIn.settings();
  const context = {
    application: { ...credentials },
    ...{ redirectUri: "https://desk.example.com/callback", baseURL: `${origin}/ebay`, marketplace: "EBAY_GB", fetch },
    now: () => clock.milliseconds(),
  };
  const agree = { method: "POST", body: new URLSearchParams({ decision: "agree" }), redirect: "manual" } as const;
  const agreed = await globalThis.fetch(ebay.oauth.authorizationUrl({ ...context, state: "s" }), agree);
  const { searchParams } = new URL(agreed.headers.get("location") ?? "");
  const made = await ebay.oauth.exchange({ ...context, query: Object.fromEntries(searchParams) });
  const settings: EbaySettings = {
    ...standIn.settings(),
    ...{ credentials: { ...credentials, ...made.credentials }, tokens: createMemoryTokenStore(made.tokens), fetch },
  };
  return { connector: createEbay(settings), credentials: made.credentials };
}

describe("a seller whose money calls must be signed", () => {
  test("gets a signing key with the consent, and reads payouts that are the sum of their movements", async () => {
    const { connector, credentials } = await consented();
    expect(credentials).toEqual({ signingKeyJwe: expect.any(String), signingKeyPrivate: expect.any(String) });
    const { items: payouts } = await itemsOf(connector.finances.payouts(null));
    const { items: movements } = await itemsOf(connector.finances.transactions(null));
    expect(payouts.length).toBeGreaterThan(0);
    for (const payout of payouts) {
      const paid = movements.filter(({ payoutExternalId }) => payoutExternalId === payout.externalId);
      expect(paid.length).toBe(payout.transactionCount);
      expect(paid.reduce((sum, { net }) => sum + net.minor, 0)).toBe(payout.amount.minor);
    }
    const sale = movements.find(({ kind }) => kind === "sale");
    expect(sale).toMatchObject({ platform: "ebay", orderExternalId: expect.any(String) });
    expect(sale?.net.minor).toBe((sale?.gross?.minor ?? 0) - (sale?.fees?.minor ?? 0));
  });

  test("without a key is told what to do", async () => {
    for (const seller of simulator.world.sellers.all()) seller.requiresDigitalSignature = true;
    const connector = createEbay(standIn.settings());
    const refused = itemsOf(connector.finances.payouts(null));
    await expect(refused).rejects.toMatchObject({ code: "permission_denied", message: /Connect the account again/ });
  });

  test("is connected all the same when eBay makes no key now", async () => {
    simulator.faults.add({ kind: "status", status: 500, operation: "createSigningKey", count: 9 });
    const { connector, credentials } = await consented();
    expect(credentials).toEqual({});
    expect(await connector.probe()).toMatchObject({ account: "brick_desk" });
  });
});

describe.skipIf(!haveEbayModels())("against eBay's published models", () => {
  test("making a key, payouts and movements fit", async () => {
    const checker = ebayModelChecker("/ebay");
    const { connector } = await consented(checker.fetch);
    await itemsOf(connector.finances.payouts(null));
    await itemsOf(connector.finances.transactions(null));
    expect(checker.violations()).toEqual([]);
    expect(checker.operations()).toEqual(expect.arrayContaining(["createSigningKey", "getPayouts", "getTransactions"]));
  });
});

describe("reading on", () => {
  const connector = (answer: (request: SentRequest) => FakeAnswer, now = testNow) => {
    const { fetch, sent } = fakeFetch(answer);
    return { finances: createEbay(testSettings(fetch, { now: () => now })).finances, sent };
  };
  const filters = (sent: SentRequest[]) => sent.map(({ url }) => url.searchParams.get("filter"));

  test("a first reading goes window by window, none longer than 90 days; nothing at all is 204", async () => {
    const { finances, sent } = connector(() => ({ status: 204 }));
    const { items } = await itemsOf(finances.payouts(null, { startFrom: iso(testNow - 100 * day) }));
    expect(items).toEqual([]);
    expect(filters(sent)).toEqual([
      `payoutDate:[${iso(testNow - 100 * day)}..${iso(testNow - 40 * day)}]`,
      `payoutDate:[${iso(testNow - 40 * day)}..${iso(testNow - 30_000)}]`,
    ]);
    expect(sent[0]?.url.origin).toBe("https://apiz.ebay.com");
  });

  test("a later reading reaches back three weeks, since what was held is paid out meanwhile", async () => {
    const { cursor } = await itemsOf(connector(() => ({ status: 204 })).finances.transactions(null));
    const later = connector(() => ({ status: 204 }), testNow + 3_600_000);
    await itemsOf(later.finances.transactions(cursor));
    expect(filters(later.sent)).toEqual([
      `transactionDate:[${iso(testNow - 30_000 - 21 * day)}..${iso(testNow + 3_600_000 - 30_000)}]`,
    ]);
  });

  test("a list of several pages resumes inside its window, and a record that is wrong costs only itself", async () => {
    const record = (id: number, rest: object = {}) => ({
      ...{ transactionId: String(id), transactionType: "SALE", transactionDate: iso(testNow - id * 1000) },
      ...{ bookingEntry: "CREDIT", amount: { value: "10.00", currency: "GBP" } },
      ...rest,
    });
    const rows = [record(1), record(2, { bookingEntry: "NEITHER" }), record(3, { transactionType: "NEW_KIND" })];
    const pageAt = ({ url }: SentRequest): FakeAnswer => {
      const offset = Number(url.searchParams.get("offset"));
      return { body: { total: 3, transactions: rows.slice(offset, offset + 2) } };
    };
    const { finances } = connector(pageAt);
    let first: Page<unknown> | null = null;
    for await (const page of finances.transactions(null, { startFrom: iso(testNow - day) })) first ??= page;
    expect(first).toMatchObject({ items: [{ externalId: "1" }], problems: [{ externalId: "2" }] });
    const { items } = await itemsOf(connector(pageAt).finances.transactions(first?.cursor ?? null));
    expect(items).toMatchObject([{ externalId: "3", kind: "other", rawKind: "NEW_KIND" }]);
  });

  test("a debit takes from the funds", async () => {
    const refund = { transactionId: "r", transactionType: "REFUND", transactionDate: iso(testNow - day) };
    const body = {
      total: 1,
      transactions: [{ ...refund, bookingEntry: "DEBIT", amount: { value: "4.20", currency: "GBP" } }],
    };
    const { items } = await itemsOf(
      connector(() => ({ body })).finances.transactions(null, { startFrom: iso(testNow - 2 * day) }),
    );
    expect(items).toMatchObject([{ kind: "refund", net: { minor: -420, currency: "GBP" } }]);
  });

  test("a start that is no date and a cursor of something else are refused", async () => {
    const { finances } = connector(() => ({ status: 204 }));
    await expect(itemsOf(finances.payouts(null, { startFrom: "soon" }))).rejects.toMatchObject({
      code: "invalid_request",
    });
    await expect(itemsOf(finances.payouts("{}"))).rejects.toMatchObject({ code: "invalid_request" });
  });
});
