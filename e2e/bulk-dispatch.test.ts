import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectShops, createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { mistyped, royalMailNumber, shipmentsTold } from "./support/parcels.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { connectOthers, endpointsOf } from "./support/shop-channels.ts";
import { visible } from "./support/shop-pages.ts";
import { runSyncs } from "./support/stock-desk.ts";

/** How many orders are sent together; `BULK_ORDERS=300` makes the whole proof. */
const wanted = Number(process.env.BULK_ORDERS ?? 20);
const patience = 500_000;
/** Orders more than are sent, for those that are left out. */
const spare = 5;

const folder = temporaryFolder();
const clock = createClock();
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

type Sendable = Awaited<ReturnType<DeskUser["client"]["orders"]["sendable"]["query"]>>[number];
let orders: Sendable[];
let toldBefore: Map<string, number>;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { ...endpointsOf(sandbox), bricqer: sandbox.baseURL("bricqer") },
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  });
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  await connectOthers(server.url, user, sandbox);
  await runSyncs(user, "orders");
  await placeEnough();
  // Bricqer reads slowly, and only brings sales of the others: they are sent where they were made.
  await user.client.connections.saveKeys.mutate({ platform: "bricqer", fields: { ...sandbox.credentials.bricqer } });
  browser = await launchBrowser();
  page = await signedInPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

// Some sales may not be sent yet, such as those that a buyer may still cancel: more come in until there are enough.
async function placeEnough(): Promise<void> {
  for (let round = 1; round <= 6; round += 1) {
    const known = await user.client.orders.sendable.query({});
    if (known.length >= wanted + spare) return;
    // Platforms show a sale a little late: these came in some minutes ago.
    clock.advance(-300_000);
    sandbox.arrive(wanted + spare - known.length);
    clock.advance(300_000);
    await runSyncs(user, "orders");
  }
}

async function signedInPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = user.session.split("; ").map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    return { name, value: value.join("="), url: server.url };
  });
  await context.addCookies(cookies);
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  return opened;
}

const say = (line: string) => process.stdout.write(`dispatch: ${line}\n`);

interface Parcel {
  trackingNumber: string;
  carrier: string;
}

/** Whether the platform's own courier collects the parcel and gives it its number. */
function isCollected({ platform, platformOrderId }: Sendable): boolean {
  const { tiktokShop, flipkart } = sandbox;
  if (platform === "tiktok-shop")
    return tiktokShop.world.orders.find(({ id }) => id === platformOrderId)?.shippingType === "TIKTOK";
  if (platform !== "flipkart") return false;
  return flipkart.world.shipments
    .all()
    .some((parcel) => parcel.orderId === platformOrderId && parcel.shipmentType !== "SELF");
}

function parcelOf(order: Sendable, index: number): Parcel {
  if (isCollected(order)) return { trackingNumber: "", carrier: "" };
  if (order.platform === "flipkart") return { trackingNumber: String(10_000_000_000 + index), carrier: "Delhivery" };
  return { trackingNumber: royalMailNumber(10_000 + index), carrier: "Royal Mail" };
}

/** Five ways to get a parcel wrong, each on another platform. */
const faults: readonly { platform: string; says: RegExp; spoil: (parcel: Parcel) => Parcel }[] = [
  {
    platform: "ebay",
    says: /check digit/,
    spoil: (parcel) => ({ ...parcel, trackingNumber: mistyped(parcel.trackingNumber) }),
  },
  { platform: "amazon", says: /without a tracking number/, spoil: (parcel) => ({ ...parcel, trackingNumber: "" }) },
  {
    platform: "tiktok-shop",
    says: /does not know the carrier/,
    spoil: (parcel) => ({ ...parcel, carrier: "Pony Express" }),
  },
  {
    platform: "bricklink",
    says: /a number of UPS/,
    spoil: (parcel) => ({ ...parcel, trackingNumber: "1Z999AA10123456784" }),
  },
  { platform: "brickowl", says: /letters and digits only/, spoil: (parcel) => ({ ...parcel, trackingNumber: "RM!!" }) },
];

describe(`${wanted} orders of all platforms, five of them wrong`, () => {
  const parcels = new Map<string, Parcel>();
  const spoiled: { order: Sendable; right: Parcel; says: RegExp }[] = [];

  let broken = false;
  beforeEach(({ skip, onTestFailed }) => {
    if (broken) skip();
    onTestFailed(() => {
      broken = true;
    });
  });

  test("are chosen in the list and shown before anything is sent", async () => {
    toldBefore = shipmentsTold(sandbox);
    await page.goto(`${server.url}/orders`);
    await visible(page.getByRole("table").getByRole("link"));
    await page.getByRole("button", { name: "Choose all to send" }).click();
    const bar = page.getByRole("region", { name: "Chosen orders" });
    await visible(bar);
    orders = await user.client.orders.sendable.query({ sort: "ship_by" });
    expect(orders.length).toBeGreaterThanOrEqual(wanted);
    expect(new Set(orders.map(({ platform }) => platform)).size).toBe(6);
    expect(await bar.getByRole("status").textContent()).toBe(`${orders.length} orders chosen`);
    for (const [index, order] of orders.entries()) parcels.set(order.id, parcelOf(order, index));
    for (const { platform, says, spoil } of faults) {
      const order = orders.find((each) => each.platform === platform && !isCollected(each));
      if (!order) throw new Error(`no order of ${platform} is to be sent`);
      const right = parcels.get(order.id) ?? { trackingNumber: "", carrier: "" };
      parcels.set(order.id, spoil(right));
      spoiled.push({ order, right, says });
    }
    await bar.getByRole("button", { name: /^Send/ }).click();
    // TikTok Shop's own carrier takes a parcel only once its label was bought: these are left for then.
    for (const order of orders.filter((each) => each.platform === "tiktok-shop" && isCollected(each)))
      await page.getByRole("button", { name: `Leave out ${order.platformOrderId}` }).click();
    orders = orders.filter((each) => each.platform !== "tiktok-shop" || !isCollected(each));
    expect(orders.length).toBeGreaterThanOrEqual(wanted);
    const rows = orders.map((order) => {
      const { trackingNumber, carrier } = parcels.get(order.id) ?? { trackingNumber: "", carrier: "" };
      return [order.platformOrderId, trackingNumber, carrier].join("\t");
    });
    await page.getByLabel("Paste tracking numbers").fill(rows.join("\n"));
    await page.getByRole("button", { name: "Fill in" }).click();
    await page.getByRole("button", { name: /^Check/ }).click();
    const summary = page.getByTestId("preview-summary");
    await visible(summary);
    say(`preview: ${await summary.textContent()}`);
    expect(await summary.textContent()).toMatch(
      new RegExp(`^${orders.length - 5} will be sent .*, 5 will be skipped$`),
    );
    expect(shipmentsTold(sandbox)).toEqual(toldBefore);
  });

  test("all but the five are sent, and the five say why", async () => {
    await page.getByRole("button", { name: /^Send \d+ orders$/ }).click();
    const summary = page.getByTestId("batch-summary");
    await expect
      .poll(() => summary.textContent(), { timeout: patience, interval: 1_000 })
      .toMatch(/ sent, \d+ failed$/);
    const failed = await page.getByTestId("outcome-failed").allTextContents();
    say(`first run: ${await summary.textContent()}`);
    for (const text of failed) say(`failed: ${text}`);
    expect(failed).toHaveLength(5);
    for (const { order, says } of spoiled)
      expect(failed.find((text) => text.includes(order.platformOrderId)) ?? "").toMatch(says);
    expect(await page.getByTestId("outcome-done").count()).toBe(orders.length - 5);
  });

  test("after a reload the page still knows, and the retry sends only those", async () => {
    await page.reload();
    await visible(page.getByTestId("outcome-failed"));
    const before = shipmentsTold(sandbox);
    for (const { order, right } of spoiled) {
      await page.getByLabel(`Tracking number of ${order.platformOrderId}`).fill(right.trackingNumber);
      await page.getByLabel(`Carrier of ${order.platformOrderId}`).fill(right.carrier);
    }
    await page.getByRole("button", { name: "Retry failed (5)" }).click();
    const summary = page.getByTestId("batch-summary");
    await expect.poll(() => summary.textContent(), { timeout: patience }).toBe(`${orders.length} orders sent`);
    const after = shipmentsTold(sandbox);
    const changed = [...after].filter(([key, count]) => before.get(key) !== count).map(([key]) => key);
    expect(changed.sort()).toEqual(spoiled.map(({ order }) => `${order.platform} ${order.platformOrderId}`).sort());
  });

  test("the simulators' ledgers show each shipment once", () => {
    const told = shipmentsTold(sandbox);
    const counts = orders.map(({ platform, platformOrderId }) => told.get(`${platform} ${platformOrderId}`) ?? 0);
    say(`ledgers: ${counts.length} orders, told once: ${counts.filter((count) => count === 1).length}`);
    expect(counts.filter((count) => count !== 1)).toEqual([]);
  });
});
