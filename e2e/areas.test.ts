import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, inject, test, vi } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { openSignedIn } from "./support/open-signed-in.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { visible } from "./support/shop-pages.ts";

// What a seller does in each area that has no journey of its own elsewhere, one after another at one desk.
const folder = temporaryFolder();
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const browsing = launchBrowser();
  sandbox = await startSandbox({ port: 0 });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { bricklink: sandbox.baseURL("bricklink") },
    environment: { COUNTERFOIL_MASTER_KEY: "7".repeat(64) },
  });
  user = await createOwner(server.url);
  browser = await browsing;
  page = await openSignedIn(browser, { url: server.url, session: user.session, options: { reducedMotion: "reduce" } });
  page.on("pageerror", (error) => troubles.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

// A page that stands still is told by what it shows.
beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    const shown = await page.locator("main").first().textContent({ timeout: 1_000 }).catch(String);
    process.stdout.write(`${page.url()}\n${shown?.slice(0, 3_000)}\n`);
  });
});

const open = (path: string) => page.goto(server.url + path);
const button = (name: string | RegExp, within: Page | Locator = page) => within.getByRole("button", { name }).first();
const soon = { timeout: 60_000, interval: 100 };

/** The list's own words while it is empty: why, and the buttons that lead on. */
async function emptyState(kind: "nothing-yet" | "no-match" | "clear"): Promise<{ says: string; buttons: string[] }> {
  const empty = page.getByTestId(`empty-${kind}`).first();
  await visible(empty);
  const acts = empty.locator("button, a");
  return { says: (await empty.textContent()) ?? "", buttons: await acts.allTextContents() };
}

test("a new shop: every list says why it is empty, and what comes next", async () => {
  const next: Readonly<Record<string, RegExp>> = {
    "/orders": /Connect a shop/,
    "/inventory": /Import/,
    "/listings": /Connect a shop/,
    "/payouts": /Connect your bank/,
    "/analytics": /Connect a shop/,
    "/sync": /Connect a shop/,
    "/rules": /Make the first rule/,
    "/notices": /Choose platforms/,
    "/settings/api-keys": /Make a key/,
    "/settings/webhooks": /New webhook/,
  };
  for (const [path, step] of Object.entries(next)) {
    await open(path);
    const { buttons } = await emptyState("nothing-yet");
    expect([path, buttons.join(", ")]).toEqual([path, expect.stringMatching(step)]);
  }
  await open("/alerts");
  expect((await emptyState("clear")).says).toMatch(/Nothing wants your attention\. Last looked just now\./);
  await page.getByLabel("Also those that are over").check();
  expect((await emptyState("nothing-yet")).buttons).toEqual(["Alert settings"]);
});

test("Inventory: a unit is added, found again and corrected", async () => {
  await importStock(user, sandbox.stockCsv());
  await open("/inventory");
  await button("Add stock").click();
  const form = page.getByRole("form", { name: "Add to stock" });
  await form.getByLabel("Title").first().fill("LEGO Blacktron Cruiser 6894");
  await form.getByLabel("SKU").first().fill("BT-6894");
  await form.getByLabel("Quantity on hand").fill("2");
  await button("Add to stock", form).click();
  await form.waitFor({ state: "hidden" });
  await open("/inventory?q=BT-6894");
  await visible(page.getByText("1 of 1 item"));
  await page.getByRole("link", { name: "LEGO Blacktron Cruiser 6894" }).click();
  await button("Edit").click();
  const edit = page.getByRole("form", { name: "Save" });
  await edit.getByLabel("Location").first().fill("Loft - S1");
  await button("Save", edit).click();
  await edit.waitFor({ state: "hidden" });
  await visible(page.getByText("Loft - S1"));
  await open("/inventory?q=nothing+is+called+this");
  expect((await emptyState("no-match")).buttons).toEqual(["Clear filters"]);
  await button("Clear filters").click();
  await visible(page.getByText(/^100 of \d+ items$/));
});

test("Settings, Data: the stock is taken along as a file", async () => {
  await open("/settings/data");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download Inventory" }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array));
  expect(Buffer.concat(chunks).toString("utf8")).toContain("BT-6894");
});

test("Home: a connected shop's work is counted, and each count leads to it", async () => {
  const { client } = user;
  await client.connections.saveKeys.mutate({ platform: "bricklink", fields: { ...sandbox.credentials.bricklink } });
  // The first orders are read at once, listings at the minute's round: not waited for here.
  const shop = (await client.connections.list.query()).find(({ platform }) => platform === "bricklink");
  await client.sync.run.mutate({ connectionId: shop?.connectionId ?? "", kind: "listings" });
  await vi.waitUntil(async () => {
    const runs = await client.sync.runs.query({ limit: 50 });
    return runs.some(({ kind }) => kind === "listings") && runs.every(({ state }) => state !== "running");
  }, soon);
  await open("/");
  const needs = page.getByTestId("needs");
  await needs.getByRole("link", { name: /^Link/ }).click();
  await visible(page.getByRole("heading", { level: 1, name: "Inventory Resolution" }));
  await visible(page.getByTestId("queue-entry"));
});

test("Orders: filters that nothing fits are cleared, and those that fit are kept as a view", async () => {
  await open("/orders?q=nobody+bought+this");
  expect((await emptyState("no-match")).buttons).toEqual(["Clear filters"]);
  await button("Clear filters").click();
  await visible(page.getByText(/ of \d+ orders/));
  await page
    .getByRole("group", { name: "Filter by state" })
    .getByRole("button", { name: /^Ready/ })
    .click();
  await button("Save view").click();
  await page.getByLabel("Name of the view").fill("Today's parcels");
  await button("Save", page.getByRole("form", { name: "Save view" })).click();
  const views = page.getByRole("group", { name: "Saved views" });
  const ready = (await user.client.orders.list.query({ limit: 1 })).counts?.ready ?? -1;
  await visible(views.getByRole("button", { name: `Today's parcels ${ready}` }));
  await open("/orders");
  await views.getByRole("button", { name: /^Today's parcels/ }).click();
  await visible(page.getByText(`${ready} of ${ready} orders`));
});

test("Pick and dispatch: a unit is taken by its number, and the order is sent", async () => {
  const [group] = (await user.client.orders.pickList.query({})).groups;
  const pick = group?.picks[0];
  await open("/pick");
  await page.getByLabel("Scan or type a barcode, SKU or order number").fill(pick?.platformOrderId ?? "");
  await page.keyboard.press("Enter");
  await visible(page.getByText(/^In hand: /));
  await page
    .getByRole("link", { name: pick?.platformOrderId ?? "" })
    .first()
    .click();
  await button("Mark as sent").click();
  const dialog = page.getByRole("form", { name: "Send the order" });
  await dialog.getByLabel("Carrier").fill("Royal Mail");
  await dialog.getByLabel("Tracking number").fill("JD000000000000000001");
  await button("Mark as sent", dialog).click();
  await dialog.waitFor({ state: "hidden" });
  await visible(page.getByTestId("shipment").getByText("Confirmed"));
});

test("Listings: what is offered stands beside the stock, and where nothing differs the time says so", async () => {
  await open("/listings");
  await visible(page.getByText(/ of \d+ listings?$/));
  await page
    .getByRole("group", { name: "Filter by state" })
    .getByRole("button", { name: /^Failed/ })
    .click();
  expect((await emptyState("clear")).says).toMatch(/No number was refused.*Last read /);
});

test("Rules: one is made, tried on last month, and takes effect only when it is switched on", async () => {
  await open("/rules");
  await button("Make the first rule").click();
  const form = page.getByRole("form", { name: "Rule" });
  await form.getByLabel("Name").fill("Small parcels");
  await form.getByLabel("Up to a value (GBP)").fill("20.00");
  await button("Save rule", form).click();
  await visible(page.getByTestId("rule").getByText(/up to £20\.00/));
  await button("Try on last month").click();
  await visible(page.getByRole("region", { name: "Trial" }).getByText(/Nothing was changed\./));
  expect(await page.getByRole("switch", { name: "Rules act by themselves" }).isChecked()).toBe(false);
});

test("Buyer notices: the words are seen as a buyer gets them, and are kept", async () => {
  await open("/notices");
  await page.getByLabel("BrickLink, by its own thank-you message").check();
  await page.getByLabel("Subject").fill("Off it goes: {order_number}");
  await button("Preview").click();
  await visible(page.getByRole("region", { name: "Preview" }).getByText(/^Off it goes: \d+/));
  await button("Save").click();
  await visible(page.getByText("Saved."));
  await page.reload();
  await vi.waitUntil(() => page.getByLabel("BrickLink, by its own thank-you message").isChecked(), soon);
});

test("Settings, API keys: a program works with a key until it is revoked", async () => {
  await open("/settings/api-keys");
  await button("Make a key").click();
  await page.getByLabel("Name").fill("Stock script");
  await button("Make the key").click();
  const key = (await page.getByTestId("new-key").textContent())?.trim() ?? "";
  const ask = async () =>
    (await fetch(`${server.url}/api/v1/platforms/orders/pending`, { headers: { authorization: `Bearer ${key}` } }))
      .status;
  expect(await ask()).toBe(200);
  await button("I have copied it").click();
  await button("Revoke the key Stock script").click();
  await button("Revoke", page.getByRole("dialog")).click();
  await visible(page.getByText('The key "Stock script" is revoked.'));
  expect(await ask()).toBe(401);
});

test("Settings, Appearance: dark and comfortable are kept in this browser", async () => {
  await open("/settings/appearance");
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("Comfortable", { exact: true }).click();
  await open("/orders");
  await page.waitForFunction(() => document.documentElement.getAttribute("data-mantine-color-scheme") === "dark");
  await visible(page.getByRole("row").nth(1));
  // A row that is drawn anew at this moment has no box.
  const heightOf = async () => (await page.getByRole("row").nth(1).boundingBox())?.height;
  await vi.waitFor(async () => expect(await heightOf()).toBeGreaterThanOrEqual(43), soon);
});

test("Alerts and webhooks: what runs low is told, signed to an address, and is read", async () => {
  await open("/alerts");
  await button("Alert settings").click();
  const settings = page.getByRole("dialog", { name: "Alert settings" });
  await settings.getByRole("link", { name: "Post alerts to an address" }).click();
  await button("New webhook").click();
  const form = page.getByRole("dialog", { name: "New webhook" });
  await form.getByLabel("Address").fill("https://alerts.invalid/hook");
  await form.getByLabel("New order").check();
  await button("Add", form).click();
  await visible(page.getByRole("dialog").getByText(/whsec_/));
  await button("I have copied it").click();
  const webhook = page.getByTestId("webhook");
  await visible(webhook.getByText("Alert raised"));
  await button("Send a test", webhook).click();
  await visible(page.getByRole("row").getByText("Test message").first());
  await open("/alerts");
  await button("Alert settings").click();
  await settings.getByLabel("Runs low at").fill("5");
  await settings.getByLabel("Runs low at").blur();
  await page.keyboard.press("Escape");
  const alerts = page.getByRole("list", { name: "Alerts" }).getByRole("listitem");
  await visible(alerts.getByText(/sold out|left of/));
  await visible(alerts.getByText(/Webhook (on its way|not told)/));
  await button("Mark all as read").click();
  await vi.waitUntil(async () => (await user.client.alerts.list.query({ state: "open" })).unread === 0, soon);
});

test("On a phone every place is one press away", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open("/");
  await page.getByRole("navigation", { name: "Main" }).last().getByRole("button", { name: /^More/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await visible(page.getByRole("heading", { level: 1, name: "Integrations" }));
  await page.getByRole("navigation", { name: "Settings sections" }).getByRole("link", { name: "Data" }).click();
  await visible(page.getByRole("heading", { level: 1, name: "Data" }));
  const section = page.getByRole("link", { name: "Data", exact: true });
  const box = await section.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  expect(troubles).toEqual([]);
});
