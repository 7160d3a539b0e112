import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectShops, createOwner, type DeskUser } from "./support/desk-set-up.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

const folder = temporaryFolder();
const clock = createClock();
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
  server = await startServer({
    dataDir: folder.path,
    endpoints: { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") },
  });
  user = await createOwner(server.url);
  await importUnlabelledStock();
  await connectShops(server.url, user, sandbox);
  browser = await launchBrowser();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = user.session.split("; ").map((cookie) => {
    const cut = cookie.indexOf("=");
    return { name: cookie.slice(0, cut), value: cookie.slice(cut + 1), url: server.url };
  });
  await context.addCookies(cookies);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

const visible = (locator: Locator) => locator.first().waitFor({ state: "visible" });

/** A stock list as a seller without labels keeps it: titles, numbers and conditions, no SKU and no listing. */
async function importUnlabelledStock(): Promise<void> {
  const { client } = user;
  const csv = sandbox.stockCsv();
  const { mapping } = await client.inventory.previewImport.mutate({ csv });
  const unlabelled = { ...mapping, sku: null, listings: null };
  await client.inventory.commitImport.mutate({ csv, mapping: unlabelled, idempotencyKey: "unlabelled" });
}

async function syncEverything(): Promise<void> {
  const { client } = user;
  const running = async () => (await client.sync.runs.query({ limit: 50 })).filter(({ state }) => state === "running");
  await expect.poll(running, { timeout: 120_000, interval: 300 }).toEqual([]);
  for (const { connectionId } of await client.connections.list.query()) {
    if (connectionId) await client.sync.run.mutate({ connectionId, kind: "orders" }).catch(() => undefined);
  }
  await expect.poll(running, { timeout: 120_000, interval: 300 }).toEqual([]);
}

const waiting = async () => (await user.client.resolution.list.query({ platform: "ebay", limit: 100 })).entries;

/** A buyer takes what a listing offers; the sale is placed a little earlier, because eBay tells of sales late. */
async function buy(itemId: string): Promise<string> {
  sandbox.ebay.acts.editListing({ itemId, available: 5 });
  clock.advance(-45_000);
  const { orderId } = sandbox.ebay.acts.placeOrder({ lines: [{ itemId, quantity: 1 }] });
  clock.advance(45_000);
  await syncEverything();
  return orderId;
}

async function orderPage(orderNumber: string): Promise<void> {
  const { orders } = await user.client.orders.list.query({ q: orderNumber });
  await page.goto(`${server.url}/orders/${orders[0]?.id}`);
  await visible(page.getByTestId("order-line"));
}

/** A listing of one set whose number stands in its title and which stock holds under that number. */
async function listingOfOneSet() {
  const stock = await user.client.inventory.list.query({ limit: 100, status: ["listed"] });
  for (const { itemId, title, variations, sku } of sandbox.ebay.world.listings.where(
    ({ status }) => status === "ACTIVE",
  )) {
    const number = /\b\d{5}\b/.exec(title)?.[0];
    if (!number || variations.length > 0 || /\b(\d{4,6})\b.*\b\d{5,6}\b/.test(title)) continue;
    const own = stock.items.filter(({ identifiers }) => identifiers.some(({ value }) => value.startsWith(number)));
    if (own.length === 1 && own[0]) return { itemId, title, number, sku, unit: own[0] };
  }
  throw new Error("the shop offers no such set");
}

/** Two numbers that stock holds one free unit of each. */
async function twoNumbersInStock(): Promise<string[]> {
  const { items } = await user.client.inventory.list.query({ limit: 100, status: ["listed"] });
  const numbers = items.flatMap(({ identifiers, title }) =>
    identifiers.filter(
      ({ type, value }) => type === "set_number" && /^\d{5}(-1)?$/.test(value) && title.includes(value),
    ),
  );
  const counts = new Map<string, number>();
  for (const { value } of numbers) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].flatMap(([value, count]) => (count === 1 ? [value] : [])).slice(0, 2);
}

// One story: each step goes on where the one before it ended.
describe("moving the bar", () => {
  test("a seller without decisions is told how many are needed, and by default nothing is linked by a guess", async () => {
    await syncEverything();
    await page.goto(`${server.url}/settings/inventory-resolution`);
    await page.getByRole("button", { name: /^Linking rules/ }).click();
    await visible(page.getByText("Too few decisions to try a bar on"));
    expect(await page.getByTestId("bar").textContent()).toBe("Off");
  });

  test("after some decisions every bar shows what it would have done, the wrong ones by name", async () => {
    const entries = (await waiting()).filter(({ topCandidate }) => topCandidate !== null);
    expect(entries.length).toBeGreaterThan(24);
    for (const [place, { id }] of entries.slice(0, -4).entries()) {
      const { candidates, quantityNeeded } = await user.client.resolution.get.query({ entryId: id });
      const free = candidates.filter(({ available }) => available >= quantityNeeded);
      const chosen = place === 3 ? free.at(-1) : free[0];
      if (!chosen) continue;
      const units = [{ inventoryItemId: chosen.inventoryItemId, quantity: quantityNeeded }];
      await user.client.resolution.resolve.mutate({ entryId: id, units });
    }
    await page.goto(`${server.url}/settings/inventory-resolution?view=rules&platform=ebay`);
    await visible(page.getByTestId("trial"));
    const slider = page.getByRole("slider");
    await slider.focus();
    for (let press = 0; press < 6; press += 1) await page.keyboard.press("ArrowRight");
    expect(await page.getByTestId("bar").textContent()).toBe("95%");
    const { asGiven } = await user.client.policy.simulate.query({ platform: "ebay" });
    const stop = asGiven.find(({ bar }) => bar === 0.95);
    expect(stop?.linked).toBeGreaterThan(5);
    await visible(page.getByTestId("trial").getByText(String(stop?.linked), { exact: true }));
    await page.getByText(/See the \d+ wrong link/).click();
    expect(await page.getByTestId("wrong-case").count()).toBe(stop?.wrong);
    expect((await user.client.policy.get.query()).channels, "moving it changes nothing").toEqual([]);
  });

  test("it is switched on only by a save that says what it does; what waits and passes is linked", async () => {
    const before = (await waiting()).length;
    await page.getByRole("button", { name: "Switch on…" }).click();
    const dialog = page.getByRole("dialog");
    await visible(dialog.getByText(/On eBay, a suggestion that is right with a probability of 95% or more/));
    await dialog.getByRole("button", { name: "Switch on" }).click();
    await visible(page.getByText("Linking from 95% is on for eBay.", { exact: false }));
    await visible(page.getByRole("button", { name: /eBay · 95%/ }));
    await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBeLessThan(before);
  });

  test("a new sale is linked by the bar, with its evidence on the order, and is unlinked with one press", async () => {
    const { itemId } = await listingOfOneSet();
    await orderPage(await buy(itemId));
    await visible(page.getByTestId("stub").getByText(/Probability 9\d(\.\d)? % passes your bar of 95 %/));
    await page.getByTestId("stub").getByRole("button", { name: "Unlink" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unlink" }).click();
    await visible(page.getByText("The unit is back in stock and the line waits for a link."));
    await visible(page.getByTestId("line-state").getByText("Needs a link"));
  });

  test("three alike decisions are offered as a rule; accepted, it links the next sale; taken back, it does not", async () => {
    const bricks = { title: "Attic find, mixed box", status: "in_stock" as const, quantity: 1 };
    const { itemId } = await listingOfOneSet();
    await user.client.policy.setBar.mutate({ platform: "ebay", probabilityBar: null });
    sandbox.ebay.acts.editListing({ itemId, title: "Attic find, see the pictures" });
    const identifiers = [{ type: "set_number" as const, value: "99999-1" }];
    const stock = async () => user.client.inventory.create.mutate({ ...bricks, identifiers });
    for (let sale = 0; sale < 3; sale += 1) {
      const unit = await stock();
      const order = await buy(itemId);
      const entry = (await waiting()).find(({ platformOrderId }) => platformOrderId === order);
      const units = [{ inventoryItemId: unit.id, quantity: 1 }];
      await user.client.resolution.resolve.mutate({ entryId: entry?.id ?? "", units });
    }
    await page.goto(`${server.url}/settings/inventory-resolution?view=rules&platform=ebay`);
    const offer = page.getByTestId("offer").filter({ hasText: "99999-1" });
    await visible(offer.getByText("is always set 99999-1"));
    await offer.getByRole("button", { name: /^Accept/ }).click();
    await visible(page.getByTestId("taught").getByText("is always set 99999-1"));
    await stock();
    const followed = await buy(itemId);
    await orderPage(followed);
    await visible(page.getByTestId("stub").getByText(/Your rule: .* is always set 99999-1$/));
    await page.goto(`${server.url}/settings/inventory-resolution?view=rules`);
    await page
      .getByTestId("taught")
      .getByRole("button", { name: /^Forget/ })
      .click();
    await visible(page.getByText("Forgotten. Links made by it stay."));
    await stock();
    const asked = await buy(itemId);
    expect((await waiting()).map(({ platformOrderId }) => platformOrderId)).toContain(asked);
  });

  test("a sale that names two sets takes both units with one press, and gives both back with another", async () => {
    const { itemId } = await listingOfOneSet();
    const numbers = await twoNumbersInStock();
    sandbox.ebay.acts.editListing({ itemId, title: `LEGO bundle ${numbers.join(" and ")}` });
    const order = await buy(itemId);
    const entry = (await waiting()).find(({ platformOrderId }) => platformOrderId === order);
    await page.goto(`${server.url}/settings/inventory-resolution?platform=ebay&entry=${entry?.id}`);
    await visible(page.getByTestId("bundle").getByText(`The title names 2 products: ${numbers.join(", ")}`));
    await page.getByRole("button", { name: /^Pick all 2 units/ }).click();
    await page.getByRole("button", { name: "Resolve", exact: true }).click();
    await visible(page.getByText(`${order} is linked.`));
    const claims = async () => {
      const { orders } = await user.client.orders.list.query({ q: order });
      const { lines } = await user.client.orders.get.query({ id: orders[0]?.id ?? "" });
      return lines.flatMap((line) => line.claims.filter(({ state }) => state !== "released")).length;
    };
    expect(await claims()).toBe(2);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await expect.poll(claims).toBe(0);
  });

  test("nothing on the way threw in the page", () => {
    expect(troubles).toEqual([]);
  });
});
