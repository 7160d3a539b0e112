import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.ts";
import { createOwner, type DeskUser, importStock } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";
import { visible } from "./support/shop-pages.ts";

const folder = temporaryFolder();
const troubles: string[] = [];
let sandbox: Sandbox;
let server: ServerProcess;
let user: DeskUser;
let browser: Browser;
let page: Page;
let orderId = "";

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { bricklink: sandbox.baseURL("bricklink"), easypost: sandbox.baseURL("easypost") },
    environment: { COUNTERFOIL_MASTER_KEY: "7".repeat(64) },
  });
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  const { client } = user;
  await client.connections.saveKeys.mutate({ platform: "bricklink", fields: { ...sandbox.credentials.bricklink } });
  await client.connections.saveKeys.mutate({ platform: "easypost", fields: { ...sandbox.credentials.easypost } });
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = user.session.split("; ").map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    return { name, value: value.join("="), url: server.url };
  });
  await context.addCookies(cookies);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
});

afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

test("a label is bought and printed, and the order sent with its number", async () => {
  const { orders } = user.client;
  const paid = async () => (await orders.list.query({ platform: "bricklink", status: ["paid"] })).orders;
  await expect.poll(async () => (await paid()).length, { timeout: 120_000, interval: 300 }).toBeGreaterThan(0);
  orderId = (await paid())[0]?.id ?? "";
  await page.goto(`${server.url}/orders/${orderId}`);
  const postage = page.getByRole("region", { name: "Postage" });
  const sender = postage.getByRole("form", { name: "Where your parcels come from" });
  await sender.getByLabel("Name").fill("Ada Brick");
  await sender.getByLabel("Street").fill("1 Shelf Lane");
  await sender.getByLabel("Town").fill("Leeds");
  await sender.getByLabel("Country").first().fill("United Kingdom");
  await page.getByRole("option", { name: "United Kingdom" }).click();
  await sender.getByRole("button", { name: "Save" }).click();

  await postage.getByLabel("Weight in grams").fill("750");
  await postage.getByRole("button", { name: "Show prices" }).click();
  await postage.getByRole("list", { name: "Offers" }).getByRole("button", { name: "Buy" }).first().click();
  const label = postage.getByTestId("label");
  await visible(label.getByText("Bought"));

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    label.getByRole("button", { name: "Print label" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^label-94001\d{17}\.pdf$/);
  await label.getByRole("button", { name: "Mark as sent with it" }).click();
  await visible(page.getByTestId("shipment").getByText("Confirmed"));
  const { shipments } = await user.client.orders.get.query({ id: orderId });
  expect(download.suggestedFilename()).toContain(shipments[0]?.trackingNumber ?? "nothing");
  expect(sandbox.easypost.ledger.list().filter(({ kind }) => kind === "label-bought")).toHaveLength(1);
});

test("packing slip, address label and pick list are saved as PDF", async () => {
  const print = async (name: string) => {
    await page.getByRole("button", { name: "Print", exact: true }).click();
    const item = page.getByRole("menuitem", { name });
    const [download] = await Promise.all([page.waitForEvent("download"), item.click()]);
    return download.suggestedFilename();
  };
  await page.goto(`${server.url}/orders/${orderId}`);
  expect(await print("Packing slip")).toMatch(/^packing-slip-.+\.pdf$/);
  expect(await print("Address label")).toMatch(/^address-label-.+\.pdf$/);
  await page.goto(`${server.url}/orders`);
  expect(await print("Pick list")).toMatch(/^pick-list-.+\.pdf$/);
  expect(troubles).toEqual([]);
});
