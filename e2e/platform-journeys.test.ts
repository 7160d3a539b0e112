import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { choose, fillForm, type ShopPages, shopPages, visible } from "./support/shop-pages.ts";

const names = { amazon: "Amazon", "tiktok-shop": "TikTok Shop", flipkart: "Flipkart" } as const;
const folder = temporaryFolder();
const clock = createClock();
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: {
      amazon: sandbox.baseURL("amazon"),
      "tiktok-shop": sandbox.baseURL("tiktok-shop"),
      flipkart: sandbox.baseURL("flipkart"),
    },
    environment: { COUNTERFOIL_MASTER_KEY: "7".repeat(64) },
  });
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
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
  opened.setDefaultTimeout(20_000);
  opened.on("pageerror", (error) => troubles.push(String(error)));
  return opened;
}

const cardOf = async (platform: string) =>
  (await user.client.connections.list.query()).find((card) => card.platform === platform);
const callback = (platform: string) => `${server.url}/api/integrations/${platform}/callback`;

const named = (platform: string) => ({ id: platform, name: names[platform as keyof typeof names] });

async function waitForRuns(connectionId: string): Promise<void> {
  const running = async () =>
    (await user.client.sync.runs.query({ connectionId, limit: 20 })).filter(({ state }) => state === "running");
  await expect.poll(running, { timeout: 60_000, interval: 200 }).toEqual([]);
}

/** What is known of a platform's orders once they were read: all of them are there, each line linked or queued. */
async function expectOrdersRead(platform: string, expected: number): Promise<void> {
  const list = () => user.client.orders.list.query({ platform, limit: 100 });
  const { connectionId } = (await cardOf(platform)) ?? {};
  await waitForRuns(connectionId ?? "");
  await shopPages(page, server.url, named(platform)).runNow();
  await expect.poll(async () => (await list()).total, { timeout: 60_000, interval: 300 }).toBe(expected);
  await page.goto(`${server.url}/orders?platform=${platform}`);
  await visible(page.getByRole("table").getByRole("link"));
  const { orders } = await list();
  const settled = orders.filter(({ linkState }) => linkState === "linked" || linkState === "partial");
  expect(settled.length).toBeGreaterThan(0);
  const queue = await user.client.resolution.list.query({ platform, status: "pending" });
  expect(queue.entries.length).toBeGreaterThan(0);
  await page.goto(`${server.url}/settings/inventory-resolution?platform=${platform}`);
  await visible(page.getByTestId("queue-entry"));
}

// Platforms show changes of the last moments late, and connectors leave them to the next reading: this sale is older.
function placedEarlier<Placed>(place: () => Placed): Placed {
  clock.advance(-120_000);
  const placed = place();
  clock.advance(120_000);
  return placed;
}

interface ShipmentToMake {
  pages: ShopPages;
  orderId: string;
  carrier: string;
  trackingNumber: string;
}

/** Sends an order that came in just now, from its page. */
async function sendFromThePage({ pages, orderId, carrier, trackingNumber }: ShipmentToMake): Promise<void> {
  await pages.openOrder(orderId);
  await visible(page.getByTestId("line-state").getByText(/Linked|Waits|Queued|Needs/i));
  await pages.send({ carrier, trackingNumber });
  await visible(page.getByTestId("sale-word").getByText("Sent"));
}

describe("Amazon, from the first form to the last", () => {
  let orderId: string;
  let ordersOfSeller: number;
  const pages = () => shopPages(page, server.url, named("amazon"));
  const confirmOnAmazon = () => page.getByRole("button", { name: "Confirm", exact: true }).click();

  test("a refresh token entered by hand connects, after a wrong region was refused with the reason", async () => {
    const listing = sandbox.amazon.world.listings
      .all()
      .find(({ availability }) =>
        availability.some(({ channelCode, quantity }) => channelCode === "DEFAULT" && (quantity ?? 0) > 0),
      );
    const lines = [{ sku: listing?.sku ?? "" }];
    orderId = String(placedEarlier(() => sandbox.amazon.acts.placeOrder({ lines }).orderId));
    const { clientId, clientSecret, refreshToken, sellerId } = sandbox.credentials.amazon;
    const form = await pages().openForm();
    await form.getByText("Enter a refresh token", { exact: true }).click();
    await fillForm(form, { clientId, clientSecret, refreshToken, sellerId });
    await choose(page, form, { label: "Region", option: "North America" });
    await form.getByRole("button", { name: "Test and save" }).click();
    await visible(form.getByText(/amazon\.co\.uk belongs to Europe/));
    await choose(page, form, { label: "Region", option: "Europe" });
    await form.getByRole("button", { name: "Test and save" }).click();
    await visible(pages().card.getByText("Connected", { exact: true }));
  });

  test("the test names the account, the call and the time", async () => {
    const outcome = await pages().test();
    expect(outcome).toContain(sandbox.shop.name);
    expect(outcome).toContain("GET /sellers/v1/marketplaceParticipations");
    expect(outcome).toMatch(/answered in \d+/);
  });

  test("its orders are read, and each line is linked or waits in the queue", async () => {
    ordersOfSeller = sandbox.amazon.world.orders.all().filter(({ fulfilledBy }) => fulfilledBy === "MERCHANT").length;
    await expectOrdersRead("amazon", ordersOfSeller);
    expect(sandbox.amazon.requests.list({ kind: "searchOrders" }).length).toBeGreaterThan(0);
  });

  test("a consent that is declined on Seller Central leaves the working connection, and says so", async () => {
    const { clientId, clientSecret, applicationId } = sandbox.credentials.amazon;
    sandbox.amazon.acts.setRedirectUris({ redirectUris: [callback("amazon")] });
    const before = await cardOf("amazon");
    const form = await pages().openFormAgain();
    await form.getByText("Sign in on Seller Central", { exact: true }).click();
    await fillForm(form, { clientId, clientSecret, applicationId });
    await form.getByRole("button", { name: "Continue to Amazon" }).click();
    // The seller is away, and the connection still works.
    await visible(page.getByRole("button", { name: "Cancel" }));
    await user.client.connections.test.mutate({ connectionId: before?.connectionId ?? "" });
    await page.getByRole("button", { name: "Cancel" }).click();
    const notice = page.getByRole("alert");
    await visible(notice.getByText(/Access was declined on Amazon's page/));
    await visible(notice.getByText(/The earlier connection still works/));
    expect(await cardOf("amazon")).toMatchObject({ status: "connected", connectionId: before?.connectionId });
    await notice.getByRole("button", { name: "Connect again" }).click();
    await visible(page.getByRole("form", { name: "Connect Amazon" }));
  });

  test("a consent on Seller Central takes its place, with the same orders and history", async () => {
    const before = await cardOf("amazon");
    const { clientId, clientSecret, applicationId } = sandbox.credentials.amazon;
    const form = await pages().openFormAgain();
    await fillForm(form, { clientId, clientSecret, applicationId });
    await form.getByRole("button", { name: "Continue to Amazon" }).click();
    await confirmOnAmazon();
    await page.waitForURL(/connected=amazon/);
    await visible(page.getByText("Amazon is connected."));
    expect(await cardOf("amazon")).toMatchObject({ status: "connected", connectionId: before?.connectionId });
    expect(sandbox.amazon.ledger.count("consent-declined")).toBe(1);
    expect(sandbox.amazon.ledger.count("consent-given")).toBe(1);
    await visible(pages().card.getByText("Connected", { exact: true }));
    await pages().test();
  });

  test("a sale is sent with tracking, once, and Amazon knows it", async () => {
    const parcel = { carrier: "Royal Mail", trackingNumber: "AB123456785GB" };
    await sendFromThePage({ pages: pages(), orderId, ...parcel });
    const shipped = sandbox.amazon.ledger.list({ kind: "order-shipped" }).filter(({ data }) => data["via"] === "api");
    expect(shipped.map(({ data }) => [data["orderId"], data["trackingNumber"]])).toEqual([
      [orderId, parcel.trackingNumber],
    ]);
  });

  test("disconnected after a question, it is called no more and its orders stay", async () => {
    await pages().disconnect();
    const calls = sandbox.amazon.requests.list().length;
    await page.goto(`${server.url}/orders?platform=amazon`);
    await visible(page.getByRole("table").getByRole("link"));
    expect((await user.client.orders.list.query({ platform: "amazon" })).total).toBe(ordersOfSeller);
    expect(sandbox.amazon.requests.list()).toHaveLength(calls);
  });
});

describe("TikTok Shop, from the first form to the last", () => {
  const pages = () => shopPages(page, server.url, named("tiktok-shop"));
  let orderId: string;

  test("a sign-in at TikTok Shop connects, after one was declined", async () => {
    sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: callback("tiktok-shop") });
    const [sku] = sandbox.tiktokShop.world.products
      .all()
      .filter(({ status }) => status === "ACTIVATE")
      .flatMap(({ skus }) => skus)
      .filter(({ stock }) => stock.some(({ available }) => available > 0));
    const lines = [{ skuId: sku?.id ?? "" }];
    orderId = String(placedEarlier(() => sandbox.tiktokShop.acts.placeOrder({ lines }).orderId));
    const { appKey, appSecret, serviceId } = sandbox.credentials.tiktokShop;
    for (const decision of ["Cancel", "Confirm to authorize"]) {
      const form = await pages().openForm();
      await fillForm(form, { appKey, appSecret, serviceId });
      await form.getByRole("button", { name: "Continue to TikTok Shop" }).click();
      await page.getByRole("button", { name: decision }).click();
      await page.waitForURL(/settings\/integrations/);
      if (decision === "Cancel") await visible(page.getByText(/Access was declined on TikTok Shop's page/));
    }
    await visible(page.getByText("TikTok Shop is connected."));
    await visible(pages().card.getByText("Connected", { exact: true }));
  });

  test("the test names the shop, the call and the time", async () => {
    const outcome = await pages().test();
    expect(outcome).toContain(sandbox.shop.name);
    expect(outcome).toContain("GET /authorization/202309/shops");
    expect(outcome).toMatch(/answered in \d+/);
  });

  test("its orders are read, and each line is linked or waits in the queue", async () => {
    await expectOrdersRead("tiktok-shop", sandbox.tiktokShop.world.orders.size);
    expect(sandbox.tiktokShop.requests.list({ kind: "GetOrderList" }).length).toBeGreaterThan(0);
  });

  test("a sale is sent with tracking, once, and TikTok Shop knows it", async () => {
    const parcel = { carrier: "Royal Mail", trackingNumber: "AB987654326GB" };
    await sendFromThePage({ pages: pages(), orderId, ...parcel });
    const shipped = sandbox.tiktokShop.ledger.list({ kind: "order-shipped" });
    const ours = shipped.filter(({ data }) => data["via"] === "api");
    expect(ours.map(({ data }) => [data["orderId"], data["trackingNumber"]])).toEqual([
      [orderId, parcel.trackingNumber],
    ]);
  });

  test("disconnected after a question, it is called no more", async () => {
    await pages().disconnect();
    expect(await cardOf("tiktok-shop")).toMatchObject({ status: "not_connected" });
  });
});

describe("Flipkart, from the first form to the last", () => {
  const pages = () => shopPages(page, server.url, named("flipkart"));
  let orderId: string;

  test("an application connects, after the seller's own login was refused with the reason", async () => {
    const listing = sandbox.flipkart.world.listings
      .all()
      .find(({ locations }) => locations.some(({ inventory }) => inventory > 0));
    const lines = [{ sku: listing?.sku ?? "" }];
    const placed = placedEarlier(() => sandbox.flipkart.acts.placeOrder({ lines, shipmentType: "SELF" }));
    orderId = String(placed.orderId);
    const { applicationId, applicationSecret } = sandbox.credentials.flipkart;
    const form = await pages().openForm();
    await fillForm(form, { applicationId: "seller@example.com", applicationSecret });
    await form.getByRole("button", { name: "Test and save" }).click();
    await visible(form.getByText(/not your seller\.flipkart\.com login/));
    await fillForm(form, { applicationId });
    await form.getByRole("button", { name: "Test and save" }).click();
    await visible(pages().card.getByText("Connected", { exact: true }));
  });

  test("the test names what was called and the time", async () => {
    const outcome = await pages().test();
    expect(outcome).toContain("POST /v3/shipments/filter");
    expect(outcome).toMatch(/answered in \d+/);
  });

  test("its orders are read, and each line is linked or waits in the queue", async () => {
    const sold = new Set(sandbox.flipkart.world.shipments.all().map((shipment) => shipment.orderId));
    await expectOrdersRead("flipkart", sold.size);
    expect(sandbox.flipkart.requests.list({ kind: "searchShipments" }).length).toBeGreaterThan(0);
  });

  test("a parcel of the seller's own courier is sent with tracking, once, and Flipkart knows it", async () => {
    const parcel = { carrier: "Delhivery", trackingNumber: "DL123456789IN" };
    await sendFromThePage({ pages: pages(), orderId, ...parcel });
    const shipped = sandbox.flipkart.ledger.list({ kind: "order-shipped" });
    expect(shipped.map(({ data }) => [data["orderId"], data["trackingId"]])).toEqual([
      [orderId, parcel.trackingNumber],
    ]);
  });

  test("the label of a parcel that Flipkart collects is saved as a PDF; before it was sent, the page says so", async () => {
    const open = sandbox.flipkart.world.shipments.find(
      (each) => each.state === "APPROVED" && !each.hold && each.shipmentType === "NORMAL",
    );
    await pages().openOrder(open?.orderId ?? "");
    const button = page.getByRole("button", { name: "Label from Flipkart" });
    await button.click();
    await visible(page.getByText(/Mark the order as sent first/));
    await page.getByRole("button", { name: "Mark as sent" }).click();
    const dialog = page.getByRole("form", { name: "Send the order" });
    await dialog.getByRole("button", { name: "Mark as sent" }).click();
    // Flipkart packs for some seconds before the parcel can be made ready.
    await dialog.waitFor({ state: "hidden", timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    expect(download.suggestedFilename()).toMatch(/^label-and-invoice-.*\.pdf$/);
    const chunks = await (await download.createReadStream()).toArray();
    expect(Buffer.concat(chunks).toString("latin1")).toMatch(/^%PDF-/);
  });

  test("disconnected after a question, it is called no more", async () => {
    await pages().disconnect();
    expect(await cardOf("flipkart")).toMatchObject({ status: "not_connected" });
  });
});

test("nothing on the way threw in the page", () => {
  expect(troubles).toEqual([]);
});
