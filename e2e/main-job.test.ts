import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

interface AxeViolation {
  id: string;
  impact: string | null;
  nodes: { target: string[] }[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = temporaryFolder();
let server: ServerProcess;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  server = await startServer({ dataDir: folder.path });
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  folder.remove();
});

const visible = (locator: Locator) => locator.first().waitFor({ state: "visible" });
const entries = () => page.getByTestId("queue-entry");
const firstPick = () => page.getByRole("button", { name: /^Pick/ }).first();
const resolve = () => page.getByRole("button", { name: "Resolve", exact: true });

async function pendingCount(): Promise<number> {
  const text = await page.getByTestId("stat-pending").textContent();
  return Number(/\d+/.exec(text ?? "")?.[0]);
}

/** Units picked for the sale in the panel. */
async function pickedUnits(): Promise<number> {
  return Number(/\d+/.exec((await page.getByTestId("picked").textContent()) ?? "")?.[0]);
}

/** What axe calls serious or critical, as "rule: element". */
async function seriousFaults(on: Page): Promise<string[]> {
  await on.evaluate(axeSource);
  const { violations } = await on.evaluate<{ violations: AxeViolation[] }>("axe.run(document)");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

// One story: each step goes on where the one before it ended.
describe("a new user, from an empty database to a sold unit", () => {
  test("the first start creates the owner through the page, and says what is missing", async () => {
    await page.goto(server.url);
    await page.getByLabel("Your name").fill("Ada Brick");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password", { exact: false }).first().fill("a long pass phrase 42!");
    await page.getByRole("button", { name: "Create account" }).click();
    await visible(page.getByText("Give the shop a name"));
    await page.getByLabel("Shop name").fill("Ada Bricks");
    await page.getByRole("button", { name: "Create account" }).click();
    await visible(page.getByRole("button", { name: "Explore with a demo shop" }));
  });

  test("the demo shop connects by the real consent redirect and its orders are read", async () => {
    await page.getByRole("button", { name: "Explore with a demo shop" }).click();
    await page.getByRole("button", { name: /Agree/ }).click();
    await page.waitForURL(/connected=ebay/);
    await visible(page.getByTestId("demo-mark"));
    await visible(page.getByText(/126 orders read/));
    for (const platform of ["ebay", "bricklink"]) {
      const card = page.getByTestId(`integration-${platform}`);
      await visible(card.getByText("Connected", { exact: true }));
    }
  });

  test("testing a connection names the account, the call and the time it took", async () => {
    const card = page.getByTestId("integration-ebay");
    await card.getByRole("button", { name: "Test" }).click();
    await visible(page.getByText(/GET \/commerce\/identity\/v1\/user/));
  });

  test("a waiting sale is resolved with the suggested unit, and undone and resolved again", async () => {
    await page
      .getByRole("link", { name: /Inventory Resolution/ })
      .first()
      .click();
    await visible(entries());
    const before = await pendingCount();
    await firstPick().click();
    await resolve().click();
    await expect.poll(pendingCount).toBe(before - 1);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect.poll(pendingCount).toBe(before);
    await entries().first().click();
    await firstPick().click();
    await resolve().click();
    await expect.poll(pendingCount).toBe(before - 1);
  });

  test("the keyboard alone decides the next one, with a candidate by its number", async () => {
    const before = await pendingCount();
    await visible(firstPick());
    // The panel may still show the sale that was just decided: that one takes no key.
    await expect
      .poll(async () => {
        if ((await pickedUnits()) === 0) await page.keyboard.press("1");
        return await pickedUnits();
      })
      .toBeGreaterThan(0);
    await page.keyboard.press("Enter");
    await expect.poll(pendingCount).toBe(before - 1);
  });

  test("the unit of a sale that was sent is SOLD, with the sale in its history", async () => {
    await page.goto(`${server.url}/settings/inventory-resolution?status=resolved`);
    await visible(page.getByTestId("queue-entry"));
    await page.getByRole("link", { name: "Inventory", exact: true }).first().click();
    await visible(page.getByRole("table"));
    await page.getByRole("button", { name: /^Sold/ }).first().click();
    await visible(page.getByRole("table").getByText("Sold").first());
  });

  test.each(["light", "dark"] as const)(
    "no page has a serious accessibility fault in the %s theme",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const faults: string[] = [];
      for (const path of ["/", "/orders", "/inventory", "/settings/integrations", "/settings/inventory-resolution"]) {
        await page.goto(server.url + path);
        await visible(page.getByRole("heading", { level: 1 }));
        await page.waitForLoadState("networkidle").catch(() => undefined);
        faults.push(...(await seriousFaults(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(faults).toEqual([]);
    },
  );

  test("nothing on the way threw in the page", () => {
    expect(troubles).toEqual([]);
  });
});
