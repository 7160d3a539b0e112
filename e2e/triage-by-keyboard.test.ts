import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { connectShops, createOwner, type DeskUser } from "./support/desk-set-up.ts";
import { openSignedIn } from "./support/open-signed-in.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

// Fifty sales are decided by a person who never touches a mouse.
const wanted = 50;
const folder = temporaryFolder();
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock: createClock() });
  const endpoints = { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") };
  server = await startServer({ dataDir: folder.path, endpoints });
  user = await createOwner(server.url);
  await importUnlabelledStock();
  await connectShops(server.url, user, sandbox);
  await vi.waitUntil(async () => !(await stillSyncing()), { timeout: 120_000, interval: 200 });
  browser = await launchBrowser();
  page = await openSignedIn(browser, { url: server.url, session: user.session });
  await page.addInitScript(countMouseEvents);
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

/** Titles and numbers only, so that nearly every sale asks a person. */
async function importUnlabelledStock(): Promise<void> {
  const csv = sandbox.stockCsv();
  const { mapping } = await user.client.inventory.previewImport.mutate({ csv });
  const unlabelled = { ...mapping, sku: null, listings: null };
  await user.client.inventory.commitImport.mutate({ csv, mapping: unlabelled, idempotencyKey: "unlabelled" });
}

async function stillSyncing(): Promise<boolean> {
  const runs = await user.client.sync.runs.query({ limit: 50 });
  return runs.length === 0 || runs.some(({ state }) => state === "running");
}

interface Counted {
  mouseEvents: number;
}

/** Runs in the page: whatever a mouse, a finger or a pen does. (Chromium itself moves a resting pointer on new layouts.) */
function countMouseEvents(): void {
  Object.assign(globalThis, { mouseEvents: 0 });
  for (const type of ["pointerdown", "mousedown", "touchstart", "wheel"]) {
    addEventListener(type, () => ((globalThis as unknown as Counted).mouseEvents += 1), { capture: true });
  }
}

interface Desk {
  entry: string | null;
  ready: boolean;
  free: number[];
  picked: number;
  needed: number;
}

/** What the open sale shows. */
const readDesk = () =>
  page.evaluate<Desk>(() => {
    const tally = /(\d+) of (\d+) picked/.exec(document.querySelector("[data-testid=picked]")?.textContent ?? "");
    const cards = [...document.querySelectorAll("[data-testid=candidate]")];
    return {
      entry: new URLSearchParams(location.search).get("entry"),
      ready: tally !== null && document.querySelector("[role=toolbar] [data-loading]") === null,
      free: cards.flatMap((card, index) => (card.hasAttribute("data-unavailable") || index > 8 ? [] : [index + 1])),
      picked: Number(tally?.[1] ?? 0),
      needed: Number(tally?.[2] ?? 0),
    };
  });

const resolvedCount = async () =>
  (await user.client.resolution.stats.query()).reduce((sum, { resolved }) => sum + resolved, 0);

const patience = { timeout: 30_000, interval: 15 };

/** Picks units by their numbers until there are enough; false where the stock has too few. */
async function pickByNumber({ free }: Desk): Promise<boolean> {
  for (const place of free) {
    let desk = await readDesk();
    while (desk.picked < desk.needed) {
      await page.keyboard.press(String(place));
      const next = await readDesk();
      if (next.picked <= desk.picked) break;
      desk = next;
    }
    if (desk.needed > 0 && desk.picked === desk.needed) return true;
  }
  return false;
}

/** Decides the open sale by key and waits for the next one; true when units were tied to it. */
async function decideByKeys(): Promise<boolean> {
  await expect.poll(async () => (await readDesk()).ready, patience).toBe(true);
  const before = await readDesk();
  const complete = await pickByNumber(before);
  await page.keyboard.press(complete ? "Enter" : "s");
  await expect.poll(async () => (await readDesk()).entry !== before.entry, patience).toBe(true);
  return complete;
}

test("fifty waiting sales are resolved by keys alone, and the last one is taken back and decided again", async () => {
  await page.goto(`${server.url}/settings/inventory-resolution`);
  const before = await resolvedCount();
  await expect.poll(async () => (await readDesk()).ready, patience).toBe(true);
  // The first one is opened by key too: from then on the address names the open sale.
  await page.keyboard.press("j");
  await expect.poll(async () => (await readDesk()).entry !== null, patience).toBe(true);
  let resolved = 0;
  for (let tries = 0; resolved < wanted && tries < 2 * wanted; tries += 1) if (await decideByKeys()) resolved += 1;
  expect(resolved).toBe(wanted);
  expect(await resolvedCount()).toBe(before + wanted);

  await expect.poll(async () => (await readDesk()).ready, patience).toBe(true);
  await page.keyboard.press("u");
  await expect.poll(resolvedCount, patience).toBe(before + wanted - 1);
  await expect.poll(async () => (await readDesk()).ready, patience).toBe(true);
  expect(await page.evaluate(() => (globalThis as unknown as Counted).mouseEvents)).toBe(0);
});
