import { createDatabase } from "@counterfoil/db";
import type {} from "@counterfoil/db/testing";
import { seedYear } from "@counterfoil/db/testing/seeded-year";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { createOwner, type DeskUser } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { visible } from "./support/shop-pages.ts";

const folder = temporaryFolder();
const troubles: string[] = [];
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const databaseUrl = await newDatabase(inject("postgresUrl"));
  server = await startServer({ dataDir: folder.path, databaseUrl });
  user = await createOwner(server.url);
  const { workspaceId } = await user.client.session.me.query();
  const database = await createDatabase({ url: databaseUrl });
  await seedYear(database, { workspaceId: workspaceId ?? "", orders: 2_000, start: "2025-01-01" });
  await database.close();
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = user.session.split("; ").map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    return { name, value: value.join("="), url: server.url };
  });
  await context.addCookies(cookies);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  folder.remove();
});

const year = "from=2025-01-01&to=2025-12-31";

test("a seller reads a year by channel, as charts, as tables and as CSV", async () => {
  await page.goto(`${server.url}/analytics?${year}`);
  const sales = page.getByRole("region", { name: "Sales by channel" }).first();
  await visible(sales.getByRole("row").filter({ hasText: "eBay" }));
  await visible(page.getByRole("img", { name: "Orders per week, by channel" }).locator("svg path"));

  const { sales: told } = await user.client.analytics.sales.query({ from: "2025-01-01", to: "2025-12-31" });
  expect(await sales.getByRole("row").count()).toBe(told.length + 1);

  const ages = page.getByRole("region", { name: "Stock age" }).first();
  await ages.getByText("Table").click();
  await visible(ages.getByRole("cell", { name: "Unknown" }));

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Save Sales by channel as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("sales-2025-01-01-2025-12-31.csv");
});

test("one channel is shown alone, and the address keeps it", async () => {
  await page.goto(`${server.url}/analytics?${year}`);
  await page.getByLabel("Channel").first().click();
  await page.getByRole("option", { name: "eBay" }).click();
  await page.waitForURL(/platform=ebay/);
  const sales = page.getByRole("region", { name: "Sales by channel" }).first();
  await expect.poll(() => sales.getByRole("row").filter({ hasText: "Amazon" }).count(), { timeout: 20_000 }).toBe(0);
  await visible(sales.getByRole("row").filter({ hasText: "eBay" }));
});

test("a phone shows it in one column, and nothing breaks", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.url}/analytics?${year}`);
  await visible(page.getByRole("region", { name: "Sales by channel" }).first());
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(troubles).toEqual([]);
});
