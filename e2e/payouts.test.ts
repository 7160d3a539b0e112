import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectShops, createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { fillForm, shopPages, visible } from "./support/shop-pages.ts";

type Client = DeskUser["client"];
type Reconciliation = Awaited<ReturnType<Client["finance"]["reconciliation"]["query"]>>;
type PayoutRow = Reconciliation["payouts"][number];
type Show = "all" | "matched" | "missing" | "different" | "expected" | "unexplained";

const dayMs = 86_400_000;
const windowMs = 300_000;
const patience = { timeout: 240_000, interval: 500 };
const folder = temporaryFolder();
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;
let approvedAt: number;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: {
      ebay: sandbox.baseURL("ebay"),
      bricklink: sandbox.baseURL("bricklink"),
      monzo: sandbox.baseURL("monzo"),
    },
    environment: { COUNTERFOIL_MASTER_KEY: "7".repeat(64) },
  });
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  browser = await launchBrowser();
  page = await signedInPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

async function signedInPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = user.session.split("; ").map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    return { name, value: value.join("="), url: server.url };
  });
  await context.addCookies(cookies);
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  opened.on("pageerror", (error) => troubles.push(String(error)));
  return opened;
}

const reconciliation = (show: Show = "all", cursor?: string) =>
  user.client.finance.reconciliation.query({ show, limit: 100, ...(cursor ? { cursor } : {}) });

async function payoutsOf(show: Show): Promise<PayoutRow[]> {
  const rows: PayoutRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const part: Reconciliation = await reconciliation(show, cursor);
    rows.push(...part.payouts);
    cursor = part.nextCursor;
  }
  return rows;
}

const payout = async (externalId: string) => {
  const row = (await payoutsOf("all")).find((candidate) => candidate.externalId === externalId);
  if (row === undefined) throw new Error(`payout ${externalId} is not known`);
  return row;
};

/** What the simulators say became of eBay's payouts, as far as a bank can know now. */
function truth(): Map<string, PayoutRow["state"]> {
  const now = Date.now();
  const states = { matched: "paid_out", missing: "missing", different: "different" } as const;
  const ofEbay = sandbox.payouts.filter(({ platform }) => platform === "ebay");
  return new Map(
    ofEbay.map(({ payoutId, outcome, bankedAt, paidAt }) => {
      const isLate = bankedAt === null || Date.parse(bankedAt) > now;
      const mayCome = Date.parse(paidAt) + 6 * dayMs > now;
      return [payoutId, isLate && mayCome ? "expected" : isLate ? "missing" : states[outcome]];
    }),
  );
}

const idsIn = (state: PayoutRow["state"]) => [...truth()].flatMap(([id, own]) => (own === state ? [id] : [])).sort();
const rowOf = (externalId: string) => page.getByRole("row").filter({ hasText: externalId });
const drawer = () => page.getByRole("dialog", { name: "Payout" });

async function openPayouts(show?: string): Promise<void> {
  await page.goto(`${server.url}/payouts${show ? `?show=${show}` : ""}`);
  await visible(page.getByRole("heading", { name: "Payouts" }));
}

describe("the bank", () => {
  const pages = () => shopPages(page, server.url, { id: "monzo", name: "Monzo" });

  test("is signed in to by the mailed link, and its card waits for the approval in the app", async () => {
    sandbox.monzo.acts.setRedirectUris({ redirectUris: [`${server.url}/api/integrations/monzo/callback`] });
    const { email, ...client } = sandbox.credentials.monzo;
    const form = await pages().openForm();
    await fillForm(form, client);
    await form.getByRole("button", { name: "Continue to Monzo" }).click();
    await page.getByLabel("Your e-mail address").fill(email);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "Log in to Monzo" }).click();
    await page.waitForURL(/connected=monzo/);
    await visible(pages().card.getByText(/Waiting for approval in your Monzo app/));
    await visible(pages().card.getByText("Incomplete", { exact: true }));
    await openPayouts();
    await visible(page.getByText(/The bank cannot be read yet/));
    expect((await reconciliation()).counts.missing).toBe(0);
  });

  test("is read at once when the seller approves: two years of lines, within the window", async () => {
    await page.goto(`${server.url}/settings/integrations`);
    await visible(pages().card.getByText(/Waiting for approval/));
    approvedAt = Date.now();
    sandbox.monzo.acts.approve({});
    await pages().card.getByText("Connected", { exact: true }).waitFor({ timeout: 60_000 });
    await vi.waitFor(async () => expect((await reconciliation()).bank.state).toBe("read"), patience);
    expect(Date.now() - approvedAt).toBeLessThan(windowMs);
    const { bank } = await reconciliation();
    expect(bank.unread).toBeNull();
    expect(Date.parse(bank.from ?? "")).toBeLessThan(Date.now() - 728 * dayMs);
    const runs = await user.client.sync.runs.query({ limit: 100 });
    const read = runs.filter(({ kind }) => kind === "bank").reduce((sum, { created }) => sum + created, 0);
    const booked = sandbox.monzo.world.transactions.where(({ createdAt }) => createdAt <= Date.now());
    expect(read).toBe(booked.length);
    expect(read).toBeGreaterThan(1000);
  });
});

describe("payouts of eBay", () => {
  test("are matched, missing and different exactly as seeded", async () => {
    await vi.waitFor(async () => expect((await reconciliation()).counts.all).toBe(truth().size), patience);
    for (const [show, state] of [
      ["matched", "paid_out"],
      ["missing", "missing"],
      ["different", "different"],
      ["expected", "expected"],
    ] as const) {
      const found = (await payoutsOf(show)).map(({ externalId }) => externalId).sort();
      expect([show, found]).toEqual([show, idsIn(state)]);
    }
    for (const { externalId, difference, lines } of await payoutsOf("different")) {
      const seeded = sandbox.payouts.find(({ payoutId }) => payoutId === externalId);
      expect(lines.map(({ amount }) => amount.minor)).toEqual([seeded?.bankAmount]);
      expect(difference).toEqual({ minor: (seeded?.bankAmount ?? 0) - (seeded?.amount ?? 0), currency: "GBP" });
    }
    const { totals } = await reconciliation();
    expect(totals.map(({ currency }) => currency)).toEqual(["GBP"]);
    const missing = sandbox.payouts.filter(({ payoutId }) => idsIn("missing").includes(payoutId));
    expect(totals[0]?.missing.minor).toBe(missing.reduce((sum, { amount }) => sum + amount, 0));
  });

  test("lines of the bank that nothing explains are those of platforms that tell of no payouts", async () => {
    const { counts } = await reconciliation();
    const paidIn = (own: string) =>
      sandbox.payouts.filter(
        ({ platform, bankedAt }) => platform === own && bankedAt !== null && Date.parse(bankedAt) <= Date.now(),
      );
    expect(counts.unexplained).toBe(paidIn("amazon").length + paidIn("tiktok-shop").length);
    await openPayouts("unexplained");
    await visible(page.getByText("Amazon tells of no payouts"));
  });

  test("are on the page under their tabs, the bank line beside each, its orders inside", async () => {
    await openPayouts("missing");
    const table = page.getByRole("table", { name: "Payouts" });
    await visible(table.getByRole("link"));
    const shown = await table.getByRole("link").allTextContents();
    expect(shown.sort()).toEqual(idsIn("missing"));
    await page.getByRole("button", { name: /^Different/ }).click();
    const [different = ""] = idsIn("different").toReversed();
    await visible(rowOf(different).getByTestId("difference"));
    await rowOf(different).getByRole("link").click();
    await visible(drawer().getByText("It arrived with another amount."));
    await visible(drawer().getByText(`P*${different}`));
    await visible(drawer().getByRole("region", { name: "Inside this payout" }).getByRole("link"));
  });

  test("are as a person says: parted, paired by hand, and no reading overturns it", async () => {
    const [externalId = ""] = idsIn("paid_out").toReversed();
    await openPayouts("matched");
    await rowOf(externalId).getByRole("link").click();
    await drawer().getByRole("button", { name: "Part" }).click();
    await visible(drawer().getByText("No bank line belongs to it."));
    expect(await payout(externalId)).toMatchObject({ lines: [] });
    await readAgain();
    expect((await payout(externalId)).state).not.toBe("paid_out");
    await drawer().getByRole("button", { name: "Pair with a bank line" }).click();
    await drawer()
      .getByRole("listitem")
      .filter({ hasText: `P*${externalId}` })
      .getByRole("button", { name: "This one" })
      .click();
    await visible(drawer().getByText("By Ada Brick"));
    await readAgain();
    expect(await payout(externalId)).toMatchObject({ state: "paid_out", by: "person" });
  });

  test("one that is missing is found when it comes at last", async () => {
    const [externalId = ""] = idsIn("missing").toReversed();
    const { amount } = await payout(externalId);
    sandbox.monzo.acts.receiveTransfer({
      accountId: "acc_0000LoftBricksBusiness",
      amount: amount.minor,
      payer: "EBAY Commerce UK Ltd",
      reference: `P*${externalId}`,
    });
    await openPayouts("missing");
    await visible(rowOf(externalId));
    await page.getByRole("button", { name: "Read now" }).click();
    await rowOf(externalId).waitFor({ state: "hidden" });
    expect(await payout(externalId)).toMatchObject({ state: "paid_out", by: "reference" });
  });

  test("leave the house as a table for a spreadsheet", async () => {
    const read = async (name: string) => {
      const answer = await fetch(`${server.url}/api/export/${name}.csv`, { headers: { cookie: user.session } });
      return (await answer.text()).trim().split("\r\n");
    };
    const payouts = await read("payouts");
    const { counts } = await reconciliation();
    expect(payouts).toHaveLength(1 + counts.all + counts.unexplained);
    expect(payouts.filter((row) => row.includes(",missing,"))).toHaveLength(counts.missing);
    expect((await read("profit")).length).toBeGreaterThan(50);
  });
});

/** Reads the bank and eBay once more, to the end. */
async function readAgain(): Promise<void> {
  const before = Date.now();
  await user.client.finance.refresh.mutate();
  await vi.waitFor(async () => {
    const runs = await user.client.sync.runs.query({ limit: 100 });
    for (const kind of ["bank", "finances"])
      expect(runs.some((run) => run.kind === kind && run.state === "done" && Date.parse(run.startedAt) >= before)).toBe(
        true,
      );
  }, patience);
}

describe("what was earned", () => {
  type Profit = Awaited<ReturnType<Client["finance"]["profit"]["query"]>>[number];

  /** The newest sale on eBay whose money is at the bank and whose unit and cost are known. */
  async function earned(): Promise<Profit> {
    const { orders } = await user.client.orders.list.query({ platform: "ebay", limit: 100 });
    for (const { id } of orders) {
      const [profit] = await user.client.finance.profit.query({ orderId: id });
      if (profit?.settled && profit.net.known && profit.units.every(({ itemId }) => itemId !== null)) return profit;
    }
    throw new Error("no order of eBay is earned");
  }

  test("by an order is what eBay paid out for it less what the units cost, to the penny", async () => {
    const profit = await earned();
    const paidOut = await Promise.all(profit.payouts.map(({ id }) => user.client.finance.payout.query({ id })));
    const moved = paidOut
      .flatMap(({ movements }) => movements)
      .filter(({ orderNumber }) => orderNumber === profit.number)
      .reduce((sum, { net }) => sum + net.minor, 0);
    const net = profit.net.known ? profit.net.profit.minor : Number.NaN;
    expect(net).toBe(moved - (profit.parts.cost?.minor ?? Number.NaN));
    const ofUnits = profit.units.reduce((sum, unit) => sum + (unit.net.known ? unit.net.profit.minor : Number.NaN), 0);
    expect(ofUnits).toBe(net);
    await page.goto(`${server.url}/orders/${profit.orderId}`);
    const panel = page.getByRole("region", { name: "Profit" });
    await visible(panel.getByText("Paid out by the platform"));
    const shown = await panel.getByTestId("profit").textContent();
    expect(Number(shown?.replace("−", "-").replace(/[^\d.-]/g, ""))).toBeCloseTo(net / 100, 2);
    const [unit] = profit.units;
    await page.goto(`${server.url}/inventory?item=${unit?.itemId}`);
    const item = page.getByRole("dialog", { name: "Item" }).getByRole("region", { name: "Profit" });
    await visible(item.getByText(profit.number));
  });

  test("is not known while the platform tells nothing of the money", async () => {
    const { orders } = await user.client.orders.list.query({ platform: "bricklink", limit: 1 });
    const [profit] = await user.client.finance.profit.query({ orderId: orders[0]?.id ?? "" });
    expect(profit).toMatchObject({ settled: false, net: { known: false } });
    expect(profit?.parts.postage).toBeNull();
  });
});

test("nothing on the way threw in the page", () => {
  expect(troubles).toEqual([]);
});
