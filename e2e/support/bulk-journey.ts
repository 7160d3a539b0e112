import type { Sandbox } from "@counterfoil/simulators";
import { errors, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { faults, isLeftForCourier, type Parcel, type Sendable, typedParcel } from "./bulk-parcels.ts";
import { type BulkShop, openBulkShop } from "./bulk-shop.ts";
import { shipmentsTold } from "./parcels.ts";
import { visible } from "./shop-pages.ts";

const say = (line: string) => process.stdout.write(`dispatch: ${line}\n`);

/** Every seventh order keeps a number of its own that is typed; the others go with the number of a label bought here. */
const typedShare = 7;
const labelled: ReadonlySet<string> = new Set(["ebay", "amazon", "bricklink", "brickowl"]);

/**
 * A seller's whole day at once: `wanted` orders of all platforms are picked, labelled and sent together in the browser,
 * five of them wrong; the retry sends only those, and the simulators' ledgers show each shipment once.
 */
export function proveBulkDispatch({ wanted, patience }: { wanted: number; patience: number }): void {
  let shop: BulkShop;
  let page: Page;
  let sandbox: Sandbox;
  let orders: Sendable[] = [];
  const typed = new Map<string, Parcel>();
  const spoiled: { order: Sendable; right: Parcel; says: RegExp }[] = [];

  beforeAll(async () => {
    const started = Date.now();
    shop = await openBulkShop(wanted);
    ({ page, sandbox } = shop);
    say(`${wanted} orders wait after ${Math.round((Date.now() - started) / 1000)} s`);
  }, patience);
  afterAll(async () => {
    await shop?.close();
  });

  describe(`${wanted} orders of all platforms, five of them wrong`, () => {
    let broken = false;
    beforeEach(({ skip, onTestFailed }) => {
      if (broken) skip();
      onTestFailed(() => {
        broken = true;
      });
    });

    test("are picked: every unit is ticked, by scanning and by hand", { timeout: patience }, async () => {
      await page.goto(`${shop.server.url}/pick`);
      const count = page.getByTestId("pick-count");
      await visible(count);
      const list = await shop.user.client.orders.pickList.query({});
      const scanned = list.groups.flatMap(({ picks }) => picks).slice(0, 3);
      for (const pick of scanned) {
        await page.getByLabel("Scan or type a barcode, SKU or order number").fill(pick.platformOrderId);
        await page.keyboard.press("Enter");
        await visible(page.getByText(/^In hand: /));
      }
      await tickAll(page);
      await expect.poll(() => count.textContent(), { timeout: 60_000 }).toMatch(/^All in hand/);
      await expect
        .poll(async () => (await shop.user.client.orders.pickList.query({})).ticked, { timeout: 60_000 })
        .toBe(list.units);
      say(`picked: ${list.units} units of ${list.orders} orders at ${list.groups.length} places`);
    });

    test("are labelled: postage is bought for many at once and printed as one PDF", { timeout: patience }, async () => {
      await page.goto(`${shop.server.url}/orders`);
      await visible(page.getByRole("table").getByRole("link"));
      await page.getByRole("button", { name: "Choose all to send" }).click();
      const bar = page.getByRole("region", { name: "Chosen orders" });
      await visible(bar);
      const all = await shop.user.client.orders.sendable.query({ sort: "ship_by" });
      expect(await bar.getByRole("status").textContent()).toBe(`${all.length} orders chosen`);
      orders = chooseMixed(
        all.filter((order) => !isLeftForCourier(sandbox, order)),
        wanted,
      );
      expect(new Set(orders.map(({ platform }) => platform)).size).toBe(6);
      for (const { platform, says, spoil } of faults) {
        const order = orders.find((each) => each.platform === platform);
        if (!order) throw new Error(`no order of ${platform} is to be sent`);
        const right = typedParcel(sandbox, order, spoiled.length);
        spoiled.push({ order, right, says });
        typed.set(order.id, spoil(right));
      }
      for (const [index, order] of orders.entries())
        if (!typed.has(order.id) && (!labelled.has(order.platform) || index % typedShare === 0))
          typed.set(order.id, typedParcel(sandbox, order, 100 + index));

      await bar.getByRole("button", { name: "Buy postage" }).click();
      const bought = new Set(orders.filter(({ id }) => !typed.has(id)).map(({ id }) => id));
      for (const { platformOrderId } of all.filter(({ id }) => !bought.has(id)))
        await page.getByRole("button", { name: `Leave out ${platformOrderId}`, exact: true }).click();
      await page.getByLabel("Weight of each, in grams").fill("750");
      await page.getByRole("button", { name: `Buy the cheapest label for ${bought.size} orders` }).click();
      const summary = page.getByTestId("postage-summary");
      await expect.poll(() => summary.textContent(), { timeout: patience, interval: 1_000 }).toMatch(/ bought for /);
      say(`labels: ${await summary.textContent()}`);
      expect(await page.getByTestId("label-bought").count()).toBe(bought.size);
      const ledger = sandbox.easypost.ledger.list().filter(({ kind }) => kind === "label-bought");
      expect(ledger).toHaveLength(bought.size);

      await page.getByRole("button", { name: /^Print/ }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download", { timeout: patience }),
        page.getByRole("menuitem", { name: /^Labels?$/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^labels-.+\.pdf$/);
      await visible(page.getByText(`Saved ${bought.size} pages.`));
      await page.getByRole("button", { name: "Send with these numbers" }).click();
    });

    test("are shown before anything is sent", { timeout: patience }, async () => {
      const told = shipmentsTold(sandbox);
      const rows = [...typed].map(([id, { trackingNumber, carrier }]) =>
        [orders.find((order) => order.id === id)?.platformOrderId, trackingNumber, carrier].join("\t"),
      );
      await page.getByLabel("Paste tracking numbers").fill(rows.join("\n"));
      await page.getByRole("button", { name: "Fill in" }).click();
      await page.getByRole("button", { name: /^Check/ }).click();
      const summary = page.getByTestId("preview-summary");
      await visible(summary);
      say(`preview: ${await summary.textContent()}`);
      expect(await summary.textContent()).toMatch(new RegExp(`^${wanted - 5} will be sent .*, 5 will be skipped$`));
      expect(shipmentsTold(sandbox)).toEqual(told);
    });

    test("all but the five are sent, and the five say why", { timeout: patience }, async () => {
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
      expect(await page.getByTestId("outcome-done").count()).toBe(wanted - 5);
    });

    test("after a reload the page still knows, and the retry sends only those", { timeout: patience }, async () => {
      await page.reload();
      await visible(page.getByTestId("outcome-failed"));
      const before = shipmentsTold(sandbox);
      for (const { order, right } of spoiled) {
        await page.getByLabel(`Tracking number of ${order.platformOrderId}`).fill(right.trackingNumber);
        await page.getByLabel(`Carrier of ${order.platformOrderId}`).fill(right.carrier);
      }
      await page.getByRole("button", { name: "Retry failed (5)" }).click();
      const summary = page.getByTestId("batch-summary");
      await expect.poll(() => summary.textContent(), { timeout: patience }).toBe(`${wanted} orders sent`);
      const after = shipmentsTold(sandbox);
      const changed = [...after].filter(([key, count]) => before.get(key) !== count).map(([key]) => key);
      expect(changed.sort()).toEqual(spoiled.map(({ order }) => `${order.platform} ${order.platformOrderId}`).sort());
    });

    test("the simulators' ledgers show each shipment once, also of sales that Bricqer brought too", {
      timeout: patience,
    }, async () => {
      const told = shipmentsTold(sandbox);
      const counts = orders.map(({ platform, platformOrderId }) => told.get(`${platform} ${platformOrderId}`) ?? 0);
      say(`ledgers: ${counts.length} orders, told once: ${counts.filter((count) => count === 1).length}`);
      expect(counts.filter((count) => count !== 1)).toEqual([]);
      const { orders: byBricqer } = await shop.user.client.orders.list.query({ platform: "bricqer", limit: 100 });
      const twice = byBricqer.filter(({ sameSaleAs }) => orders.some(({ id }) => id === sameSaleAs));
      say(`of these, ${twice.length} sales came by Bricqer too and are told by their own shop alone`);
      if (wanted >= 100) expect(twice.length).toBeGreaterThan(0);
    });
  });
}

/** Ticks whatever is not in hand yet, as a thumb does: one after the other, until no box is open. */
async function tickAll(page: Page): Promise<void> {
  const open = page.locator('button[role="checkbox"]:not([aria-checked="true"])');
  for (let left = await open.count(); left > 0; left = await open.count()) {
    // A box that shows its tick only now is none that a click is owed to.
    await open
      .first()
      .click({ timeout: 2_000 })
      .catch((error: unknown) => {
        if (!(error instanceof errors.TimeoutError)) throw error;
      });
  }
}

/** So many orders, of each platform some: the first ones, but at least one of each. */
function chooseMixed(all: readonly Sendable[], wanted: number): Sendable[] {
  const firsts = new Set(
    [...new Set(all.map(({ platform }) => platform))].flatMap(
      (platform) => all.find((order) => order.platform === platform)?.id ?? [],
    ),
  );
  const rest = all.filter(({ id }) => !firsts.has(id)).slice(0, wanted - firsts.size);
  const chosen = new Set([...firsts, ...rest.map(({ id }) => id)]);
  return all.filter(({ id }) => chosen.has(id));
}
