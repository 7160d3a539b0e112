import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectShops, createOwner, type DeskUser } from "./support/desk-set-up.ts";
import { openSignedIn } from "./support/open-signed-in.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

const folder = temporaryFolder();
const patience = { timeout: 60_000, interval: 200 };
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock: createClock() });
  server = await startServer({
    dataDir: folder.path,
    endpoints: { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") },
  });
  user = await createOwner(server.url);
  await connectShops(server.url, user, sandbox);
  // The clock starts nothing of these while the test counts runs.
  for (const kind of ["order_status", "listings", "stock", "health", "finances"] as const)
    await user.client.sync.pause.mutate({ kind });
  browser = await launchBrowser();
  page = await openSignedIn(browser, { url: server.url, session: user.session });
  page.on("pageerror", (error) => troubles.push(String(error)));
  await quiet();
  await page.goto(`${server.url}/sync`);
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

const runs = () => user.client.sync.runs.query({ limit: 50 });
const latestRun = async (kind: string) => (await runs()).find((run) => run.platform === "ebay" && run.kind === kind);
/** Waits until nothing is read any more. */
const quiet = () => vi.waitUntil(async () => (await runs()).every(({ state }) => state !== "running"), patience);
const card = (platform: string): Locator => page.getByRole("article", { name: `Schedules of ${platform}` });
const schedule = async (kind: string) =>
  (await user.client.sync.schedules.query()).find((one) => one.platform === "ebay" && one.kind === kind);
const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

describe("the Sync page", () => {
  test("shows every kind of each platform and when it is read next", async () => {
    await card("ebay").waitFor();
    const shown = await card("ebay").textContent();
    for (const word of ["Orders", "Open orders", "Listings", "Stock figures", "Payouts", "Health check"])
      expect(shown).toContain(word);
    expect(await card("bricklink").textContent()).not.toContain("Payouts");
    expect(shown).toMatch(/next/);
  });

  test("changes how often a kind is read", async () => {
    await page.getByRole("combobox", { name: "Orders of eBay: how often", exact: true }).click();
    await page.getByRole("option", { name: "Every 15 minutes" }).click();
    await expect.poll(async () => (await schedule("orders"))?.everyMinutes, patience).toBe(15);
  });

  test("reads one kind now, and all platforms now", async () => {
    const before = await latestRun("orders");
    await press("Orders of eBay: run now");
    await expect.poll(async () => (await latestRun("orders"))?.id, patience).not.toBe(before?.id);
    await quiet();
    const known = (await runs()).length;
    await press("Run now on all");
    await page.getByRole("menuitem", { name: "Open orders" }).click();
    await expect.poll(async () => (await runs()).length, patience).toBe(known + 2);
    await quiet();
    expect((await runs()).filter(({ kind }) => kind === "order_status").map(({ state }) => state)).toContain("done");
  });

  test("stops a run that takes long, and keeps it stopped", async () => {
    // A run looks every five seconds whether it was cancelled: each of its calls takes longer than that.
    sandbox.ebay.faults.add({ kind: "slow", milliseconds: 7_000, count: null });
    await press("Orders of eBay: run now");
    const ordersOfEbay = page.getByRole("row").filter({ hasText: /eBay\s*Orders/ });
    await ordersOfEbay.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(async () => (await latestRun("orders"))?.state, patience).toBe("cancelled");
    sandbox.ebay.faults.clear();
    await page.getByLabel("Latest runs").getByText("Cancelled").first().waitFor();
  });

  test("reads old orders from a day on", async () => {
    await card("ebay").getByRole("button", { name: "Read old orders" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("From this day on").fill(new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByRole("button", { name: "Read old orders" }).click();
    await dialog.waitFor({ state: "hidden" });
    await expect.poll(async () => (await latestRun("backfill"))?.state, patience).toBe("done");
    await page.getByLabel("Latest runs").getByText("Old orders").first().waitFor();
  });

  test("pauses one kind and lets it go on", async () => {
    await press("Orders of eBay: pause");
    await page.getByRole("button", { name: "Orders of eBay: resume", exact: true }).waitFor();
    expect(await schedule("orders")).toMatchObject({ nextRunAt: null, pausedBy: "Ada Brick" });
    await press("Orders of eBay: resume");
    await expect.poll(async () => (await schedule("orders"))?.pausedAt, patience).toBeNull();
  });

  test("pauses a platform and lets it go on", async () => {
    await card("ebay").getByRole("button", { name: "Pause all" }).click();
    await card("ebay").getByRole("button", { name: "Resume all" }).click();
    await card("ebay").getByRole("button", { name: "Pause all" }).waitFor();
    const schedules = await user.client.sync.schedules.query();
    expect(schedules.filter(({ platform, pausedAt }) => platform === "ebay" && pausedAt !== null)).toEqual([]);
  });

  test("fits a phone, and no script failed", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await card("ebay").waitFor();
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide).toBeLessThanOrEqual(0);
    expect(troubles).toEqual([]);
  });
});
