import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { createOwner, type DeskUser } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { visible } from "./support/shop-pages.ts";

const falconEan = "5702015869935";
const folder = temporaryFolder();
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { brickset: sandbox.baseURL("brickset") },
    environment: { COUNTERFOIL_MASTER_KEY: "7".repeat(64) },
  });
  user = await createOwner(server.url);
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
  opened.setDefaultTimeout(30_000);
  opened.on("pageerror", (error) => troubles.push(String(error)));
  // Pictures come from Brickset's own host, which no test may reach.
  await opened.route(/images\.brickset\.com/, (route) =>
    route.fulfill({ contentType: "image/svg+xml", body: `<svg xmlns="http://www.w3.org/2000/svg"/>` }),
  );
  return opened;
}

const form = () => page.getByRole("form", { name: "Add to stock" });
const field = (name: string) => form().getByRole("textbox", { name, exact: true });
const lookUps = () => sandbox.brickset.requests.list({ kind: "getSets" }).length;
const apiKey = () => sandbox.credentials.brickset.apiKey;

async function openForm(): Promise<void> {
  await page.goto(`${server.url}/inventory?add=true`);
  await visible(field("Look it up"));
}

/** Types as a scanner does: into the field that has the focus, digits and then Enter. */
async function scan(code: string): Promise<void> {
  await field("Look it up").focus();
  await page.keyboard.type(code);
  await page.keyboard.press("Enter");
}

async function addToStock(): Promise<string> {
  await form().getByRole("button", { name: "Add to stock" }).click();
  await page.waitForURL(/item=/);
  return new URL(page.url()).searchParams.get("item") ?? "";
}

test("without Brickset the form says how to get look-ups, and works by hand", async () => {
  await openForm();
  await visible(form().getByRole("link", { name: "Connect Brickset" }));
  await user.client.connections.saveKeys.mutate({ platform: "brickset", fields: { apiKey: apiKey() } });
});

test("by set number: name, number, barcode and picture are filled, and the item shows theme, year, pieces and price", async () => {
  await openForm();
  await field("Look it up").fill("75192");
  await form().getByRole("button", { name: "Look up" }).click();
  await visible(form().getByText("Filled in: title, picture, set number and barcode."));
  expect(await field("Title").inputValue()).toBe("LEGO 75192 Millennium Falcon");
  expect(await field("Picture").inputValue()).toContain("75192");
  await visible(form().getByTestId("look-up-origin").getByText("From Brickset, just now."));
  await form().getByRole("button", { name: "Ask that" }).click();
  expect(await field("Asking price of one").inputValue()).toBe("734.99");
  const id = await addToStock();
  const facts = page.getByRole("region", { name: "From your catalogue" });
  for (const fact of ["Star Wars › Ultimate Collector Series", "2017", "7,541", "£734.99 (GB)"])
    await visible(facts.getByText(fact, { exact: true }));
  expect(await user.client.inventory.get.query({ id })).toMatchObject({
    title: "LEGO 75192 Millennium Falcon",
    identifiers: [
      { type: "gtin", value: falconEan },
      { type: "set_number", value: "75192-1" },
    ],
    imageUrl: expect.stringContaining("75192"),
    askingPrice: { minor: 73_499, currency: "GBP" },
  });
});

test("by a scanned barcode: the set is found, and what the seller typed is kept", async () => {
  await openForm();
  await field("Title").fill("Chiron with a dent");
  await scan("5702016116977");
  await visible(form().getByText("Your title was kept."));
  expect(await field("Title").inputValue()).toBe("Chiron with a dent");
  expect(await field("Number 1").inputValue()).toBe("42083-1");
  await addToStock();
});

test("a scan is heard while no field has the focus", async () => {
  await openForm();
  await page.getByRole("dialog").getByRole("heading", { name: "Add stock" }).click();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.type("5702015594028");
  await page.keyboard.press("Enter");
  await expect.poll(() => field("Title").inputValue()).toBe("LEGO 42056 Porsche 911 GT3 RS");
});

test("by words: of several sets one is chosen, and another one takes its place", async () => {
  await openForm();
  await field("Look it up").fill("cargo train");
  await form().getByRole("button", { name: "Look up" }).click();
  const found = form().getByRole("list", { name: "Found" });
  await visible(found.getByText("60052-1"));
  expect(await field("Title").inputValue()).toBe("");
  await found.getByRole("button").filter({ hasText: "60052-1" }).click();
  expect(await field("Title").inputValue()).toBe("LEGO 60052 Cargo Train");
  await found.getByRole("button").filter({ hasText: "7939-1" }).click();
  expect(await field("Title").inputValue()).toBe("LEGO 7939 Cargo Train");
  expect(await field("Number 1").inputValue()).toBe("7939-1");
  await addToStock();
});

test("an import without titles is looked up and filled in", async () => {
  await page.goto(`${server.url}/inventory/import`);
  const csv = "set number,sku\n60337,T1\n42110,T2\n";
  const file = { name: "stock.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.locator("input[type=file]").setInputFiles(file);
  const catalogue = page.getByRole("region", { name: "Catalogue" });
  await catalogue.getByRole("button", { name: "Look up 2 set numbers (1 look-up)" }).click();
  await visible(catalogue.getByText("2 sets found."));
  await catalogue.getByLabel(/Fill in titles, pictures and barcodes .*2 rows/).click();
  await visible(page.getByRole("cell", { name: "LEGO 42110 Land Rover Defender" }));
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await visible(page.getByText("2 items added, 0 items updated"));
});

test("with the day's look-ups used up it still works from the catalogue, and says so and until when", async () => {
  sandbox.brickset.acts.setUseToday({ apiKey: apiKey(), count: 100 });
  await openForm();
  await visible(
    form()
      .getByTestId("look-up-usage")
      .getByText(/100 of 100 Brickset look-ups used today/),
  );
  const before = lookUps();
  for (const text of ["millennium falcon", "cargo"]) {
    await field("Look it up").fill(text);
    await form().getByRole("button", { name: "Look up" }).click();
    await visible(form().getByText(/Today’s Brickset look-ups are used up until/));
    await visible(
      form()
        .getByTestId("look-up-origin")
        .getByText(/From your catalogue, read/),
    );
  }
  await scan(falconEan);
  await expect.poll(() => field("Title").inputValue()).toBe("LEGO 75192 Millennium Falcon");
  await addToStock();
  await openForm();
  await field("Look it up").fill("10270");
  await form().getByRole("button", { name: "Look up" }).click();
  await visible(form().getByText(/Nothing in your catalogue has the number 10270/));
  expect(lookUps() - before).toBeLessThanOrEqual(1);
});

test("no page broke on the way", () => {
  expect(troubles).toEqual([]);
});
