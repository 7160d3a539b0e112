import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type {} from "@counterfoil/db/testing";
import { TOTP } from "otpauth";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seriousFaults } from "./support/accessibility.ts";
import { launchBrowser } from "./support/browser.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

// The owner asks a packer in, who sees their own work and nothing else; accounts are guarded by a second factor, and
// a device that was left behind is signed out from afar.
const owner = { name: "Ada Brick", email: "ada@example.com", password: "a long pass phrase 42!" };
const packer = { name: "Pat Parcel", email: "pat@example.com", password: "twelve grey seals sleep" };
const screenshots = process.env["SCREENSHOTS"] ?? null;

const folder = temporaryFolder();
let server: ServerProcess;
let browser: Browser;
let desk: Page;
let packing: Page;
const troubles: string[] = [];

beforeAll(async () => {
  server = await startServer({ dataDir: folder.path, environment: { SANDBOX: "false" } });
  const made = await fetch(`${server.url}/trpc/setup.createOwner`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify({
      ...owner,
      ...{ workspaceName: "Ada Bricks", currency: "GBP", timeZone: "Europe/London", countryCode: "GB" },
    }),
  });
  expect(made.status).toBe(200);
  browser = await launchBrowser();
  desk = await newDevice();
  packing = await newDevice();
});
afterAll(async () => {
  await browser?.close();
  await server?.kill("SIGTERM");
  folder.remove();
});

async function newDevice(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, locale: "en-GB", reducedMotion: "reduce" },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => troubles.push(String(error)));
  return page;
}

const visible = (locator: Locator) => locator.first().waitFor({ state: "visible" });

async function writeSignIn(page: Page, { email, password }: typeof owner): Promise<void> {
  await page.goto(`${server.url}/login`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Serious faults in both schemes; with SCREENSHOTS=<folder> also pictures, wide and narrow. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(
      (scheme) => document.documentElement.getAttribute("data-mantine-color-scheme") === scheme,
      colorScheme,
    );
    expect(await seriousFaults(page), `${name} (${colorScheme})`).toEqual([]);
    if (screenshots === null) continue;
    mkdirSync(screenshots, { recursive: true });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: join(screenshots, `${name}-${width}-${colorScheme}.png`) });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${name} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

let link: string;

test("the owner invites a packer and copies the link", async () => {
  await writeSignIn(desk, owner);
  await visible(desk.getByRole("heading", { name: "Ada Bricks" }));
  await desk.goto(`${server.url}/settings/team`);
  await desk.getByRole("button", { name: "Invite somebody" }).click();
  await visible(desk.getByLabel("E-mail"));
  await lookAt(desk, "team-invite");
  await desk.getByLabel("E-mail").fill(packer.email);
  await desk.getByRole("radio", { name: "Packer" }).check();
  await desk.getByRole("button", { name: "Invite", exact: true }).click();
  link = (await desk.getByTestId("invitation-link").textContent())?.trim() ?? "";
  expect(link).toMatch(/\/invite#[\w-]{43}$/);
  await lookAt(desk, "team-link");
  await desk.getByRole("button", { name: "I have copied it" }).click();
  await visible(desk.getByText(packer.email));
  await lookAt(desk, "team");
});

test("the packer makes an account by it, once, and sees their work and nothing else", async () => {
  await packing.goto(link);
  await visible(packing.getByText("To work in Ada Bricks as Packer."));
  await packing.getByLabel("Your name").fill(packer.name);
  await packing.getByLabel("Password", { exact: true }).fill("Ada Bricks 2026");
  await packing.getByRole("button", { name: "Make the account" }).click();
  await visible(packing.getByText(/name of your shop/));
  await lookAt(packing, "invite");
  await packing.getByLabel("Password", { exact: true }).fill(packer.password);
  await packing.getByRole("button", { name: "Make the account" }).click();
  await visible(packing.getByRole("heading", { name: "Ada Bricks" }));
  const places = packing.getByRole("navigation", { name: "Main" }).first();
  await visible(places.getByRole("link", { name: "Orders" }));
  for (const name of ["Analytics", "Payouts"]) expect(await places.getByRole("link", { name }).count()).toBe(0);
  await packing.goto(`${server.url}/settings/account`);
  const sections = packing.getByRole("navigation", { name: "Settings sections" });
  await visible(sections);
  for (const name of ["Team", "Integrations", "Data"])
    expect(await sections.getByRole("link", { name, exact: true }).count()).toBe(0);
  const refused = ["team.list", "finance.reconciliation?input=%7B%7D", "analytics.stockAge"];
  for (const path of refused) expect([path, await ask(packing, path)]).toEqual([path, 403]);
  await packing.goto(`${server.url}/settings/team`);
  await visible(packing.getByText(/This needs the role of manager/));

  const again = await newDevice();
  await again.goto(link);
  await visible(again.getByText(/leads nowhere/));
  await again.context().close();
});

const ask = (page: Page, path: string): Promise<number> =>
  page.evaluate(async (address) => (await fetch(`/trpc/${address}`)).status, path);

test("a second factor is turned on, and asked for at the next sign-in", async () => {
  await packing.goto(`${server.url}/settings/account`);
  await packing.getByRole("button", { name: "Turn on" }).click();
  await packing.getByRole("dialog").getByLabel("Password", { exact: true }).fill(packer.password);
  await packing.getByRole("button", { name: "Go on" }).click();
  const secret = (await packing.getByTestId("two-factor-secret").textContent())?.trim() ?? "";
  await visible(packing.getByAltText("QR code for an authenticator app"));
  await lookAt(packing, "two-factor");
  const app = new TOTP({ secret });
  await packing.getByLabel("Code").fill(app.generate());
  await packing.getByRole("button", { name: "Confirm" }).click();
  await visible(packing.getByTestId("recovery-codes"));
  const codes = await packing.getByTestId("recovery-codes").locator("span").all();
  expect(codes).toHaveLength(10);
  await packing.getByRole("button", { name: "I have kept them" }).click();
  await lookAt(packing, "account");

  const phone = await newDevice();
  await writeSignIn(phone, packer);
  await phone.getByLabel("Code").fill("000000");
  await lookAt(phone, "second-step");
  await phone.getByRole("button", { name: "Sign in" }).click();
  await visible(phone.getByText("This code is not right."));
  // A code works once: the next half minute's is accepted already.
  await phone.getByLabel("Code").fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await phone.getByRole("button", { name: "Sign in" }).click();
  await visible(phone.getByRole("heading", { name: "Ada Bricks" }));

  await packing.reload();
  await packing.getByRole("button", { name: /^Sign out Chrome/ }).click();
  await visible(packing.getByText("1 device is signed out."));
  await phone.goto(`${server.url}/orders`);
  await visible(phone.getByRole("button", { name: "Sign in" }));
  await phone.context().close();
});

/** From the password to the recovery codes, in the dialogs that stand open. */
async function setUpFactor(page: Page, { password }: typeof owner): Promise<void> {
  await page.getByRole("dialog").getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Go on" }).click();
  const secret = (await page.getByTestId("two-factor-secret").textContent())?.trim() ?? "";
  await page.getByLabel("Code").fill(new TOTP({ secret }).generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
}

test("the owner demands a second factor, and a member without one is led to set it up", async () => {
  await desk.goto(`${server.url}/settings/team`);
  await desk.getByRole("switch", { name: "Demand a second factor of everybody" }).click();
  await visible(desk.getByText("Set yours up first, under Your account."));
  await desk.goto(`${server.url}/settings/account`);
  await desk.getByRole("button", { name: "Turn on" }).click();
  await setUpFactor(desk, owner);
  await desk.goto(`${server.url}/settings/team`);
  await desk.getByRole("switch", { name: "Demand a second factor of everybody" }).click();
  await visible(desk.getByText("A second factor is demanded of everybody now."));
  await lookAt(desk, "team-demand");

  await packing.goto(`${server.url}/settings/account`);
  await packing.getByRole("button", { name: "Turn off" }).click();
  await packing.getByRole("dialog").getByLabel("Password", { exact: true }).fill(packer.password);
  await packing.getByRole("button", { name: "Go on" }).click();
  await visible(packing.getByText("The second factor is off."));
  await packing.goto(`${server.url}/orders`);
  await visible(packing.getByRole("heading", { name: "Set up a second factor" }));
  await lookAt(packing, "second-factor-demanded");
  await packing.getByRole("button", { name: "Set it up" }).click();
  await setUpFactor(packing, packer);
  await visible(packing.getByRole("heading", { name: "Ada Bricks" }));
});

test("who is removed is outside at once", async () => {
  await desk.goto(`${server.url}/settings/team`);
  await desk.getByLabel(`Role of ${packer.name}`).first().click();
  await desk.getByRole("option", { name: "Viewer" }).click();
  await visible(desk.getByText(`${packer.name} has the role Viewer now.`));
  expect(await ask(packing, "analytics.stockAge")).toBe(200);
  await desk.getByRole("button", { name: `Remove ${packer.name}` }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await visible(desk.getByText(`${packer.name} works here no longer.`));
  expect(await ask(packing, "orders.list")).toBe(403);
  expect(troubles).toEqual([]);
});
