import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { attack, isWhole, type Outcome } from "./attack.ts";
import { type AttackWorld, password, signInAs } from "./attack-world.ts";

const marker = "hostile-words";
const payloads = [
  `<img src=x onerror="window.__ran=1">`,
  `"><script>window.__ran=1</script>`,
  `<svg/onload=window.__ran=1>`,
  `javascript:window.__ran=1//`,
  `'-window.__ran=1-'\${window.__ran=1}{{constructor.constructor('window.__ran=1')()}}`,
  `</title></textarea></style><iframe srcdoc="<script>parent.__ran=1</script>">`,
];
const texts = isWhole ? payloads : [payloads.join(" ")];

/** Pages, and whether the hostile words must stand on them. */
const pages: readonly { path: string; shows: boolean }[] = [
  ...[
    "/orders",
    "/inventory",
    "/listings",
    "/settings/inventory-resolution",
    "/alerts",
    "/rules",
    "/settings/api-keys",
  ].map((path) => ({ path, shows: true })),
  ...[
    "/",
    "/pick",
    "/payouts",
    "/analytics",
    "/sync",
    "/settings/integrations",
    "/settings/webhooks",
    "/orders/send",
  ].map((path) => ({
    ...{ path, shows: false },
  })),
];

/** Markup in titles, names, notes and addresses, as real Chromium shows it. */
export function describeScripts(world: () => AttackWorld): void {
  let browser: Browser;
  let context: BrowserContext;
  let orderId: string;
  const violations: string[] = [];
  beforeAll(async () => {
    const { database, eve } = world();
    browser = await launchBrowser();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(eve.cookie.split("; ").map((cookie) => cookieOf(cookie, world().url)));
    await context.exposeFunction("reportViolation", (text: string) => void violations.push(text));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
        const report = (window as never as { reportViolation(text: string): void }).reportViolation;
        report(`${violatedDirective} ${blockedURI} ${sample}`);
      });
    });
    const order = await database.inWorkspace(eve.workspaceId, (tx) =>
      tx.selectFrom("orders").select("id").executeTakeFirstOrThrow(),
    );
    orderId = order.id;
  });
  afterAll(() => browser?.close());

  attack("scripts in titles and names", {
    name: "on every page",
    cases: () =>
      texts.flatMap((text) =>
        [...pages, { path: `/orders/${orderId}`, shows: true }].map((page) => ({ ...page, text })),
      ),
    attempt: async ({ path, shows, text }) => {
      await write(world(), `${marker} ${text}`);
      const page = await context.newPage();
      try {
        return (await look(page, { address: `${world().url}${path}`, shows })) ?? violation(path, violations.splice(0));
      } finally {
        await page.close();
      }
    },
  });

  attack("scripts in titles and names", {
    name: "in the page's own address",
    cases: () => ["/orders?q=", "/inventory?q=", "/login?next=", "/settings/integrations?connect_error="],
    attempt: async (path) => {
      const page = await context.newPage();
      try {
        const address = `${world().url}${path}${encodeURIComponent(payloads.join(" "))}`;
        return (await look(page, { address, shows: false })) ?? violation(path, violations.splice(0));
      } finally {
        await page.close();
      }
    },
  });

  attack("secrets where none belong", {
    name: "in the browser's storage",
    cases: () => ["localStorage", "sessionStorage", "set-cookie", "indexedDB"] as const,
    attempt: async (store): Promise<Outcome> => {
      if (store === "set-cookie") return await readableCookie(world());
      const page = await context.newPage();
      await page.goto(`${world().url}/orders`);
      await page.waitForSelector("main");
      const kept = await page.evaluate(readStore, store);
      await page.close();
      const token = decodeURIComponent(world().eve.cookie.split("=")[1] ?? "").split(".")[0] ?? "";
      const personal = [token, marker, world().eve.email].filter((word) => word !== "" && kept.includes(word));
      return personal.length === 0 ? null : `${store} holds ${personal.join(", ")}`;
    },
  });
}

/** A cookie of the server's that a script could read, or another site's page could have sent along with a write. */
async function readableCookie({ url, eve }: AttackWorld): Promise<Outcome> {
  const answer = await signInAs(url, { email: eve.email, password });
  const open = answer.headers
    .getSetCookie()
    .find((cookie) => !/; ?HttpOnly/i.test(cookie) || !/; ?SameSite=(Lax|Strict)/i.test(cookie));
  return open === undefined && answer.ok ? null : `a cookie is open: ${open?.split("=")[0]} (${answer.status})`;
}

function readStore(store: "localStorage" | "sessionStorage" | "indexedDB"): Promise<string> | string {
  if (store === "indexedDB") return indexedDB.databases().then((all) => JSON.stringify(all));
  return JSON.stringify({ ...window[store] });
}

async function look(page: Page, { address, shows }: { address: string; shows: boolean }): Promise<Outcome> {
  const dialogs: string[] = [];
  page.on("dialog", async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await page.goto(address, { waitUntil: "load" });
  await page.waitForSelector("main, form", { timeout: 150_000 });
  const wait = page.waitForFunction((word) => document.body.textContent.includes(word), marker, {
    timeout: shows ? 120_000 : 1,
  });
  const isShown = await wait.then(
    () => true,
    () => false,
  );
  if (shows && !isShown) return `${address} does not show the words`;
  const ran = await page.evaluate(() => (window as never as { __ran?: number }).__ran ?? null);
  if (ran !== null || dialogs.length > 0) return `a script ran on ${address}`;
  const markup = await page.evaluate(() =>
    [...document.querySelectorAll("[onerror], [onload], iframe, script:not([src]), a[href^='javascript' i]")].map(
      (element) => element.outerHTML.slice(0, 100),
    ),
  );
  return markup.length === 0 ? null : `${address} holds ${markup.join(", ")}`;
}

/** A script that the policy stopped had already got into the page. */
function violation(path: string, all: readonly string[]): Outcome {
  const scripts = all.filter((text) => /^script/.test(text));
  return scripts.length === 0 ? null : `${path}: ${scripts.join("; ")}`;
}

function cookieOf(text: string, url: string) {
  const at = text.indexOf("=");
  return { name: text.slice(0, at), value: text.slice(at + 1), url, httpOnly: true };
}

/** Puts the words into every text of Eve's workspace that a page shows. */
async function write({ database, eve }: AttackWorld, words: string): Promise<void> {
  const address = JSON.stringify({
    name: words,
    lines: [words],
    line1: words,
    city: words,
    postalCode: words,
    countryCode: "GB",
  });
  await database.inWorkspace(eve.workspaceId, async (tx) => {
    const statements = [
      sql`UPDATE orders SET external_id = ${words}, buyer_name = ${words}, buyer_username = ${words}, buyer_note = ${words},
        seller_note = ${words}, first_title = ${words}, image_url = ${`javascript:window.__ran=1`}, ship_to = ${address}::jsonb`,
      sql`UPDATE order_lines SET title = ${words}, sku = ${words}`,
      sql`UPDATE inventory_items SET title = ${words}, sku = ${words}, location = ${words}, note = ${words}`,
      sql`UPDATE listings SET title = ${words}, sku = ${words}`,
      sql`UPDATE queue_entries SET title = ${words}, sku = ${words}, note = ${words}`,
      sql`UPDATE alerts SET title = ${words}, text = ${words}, link = 'javascript:window.__ran=1'`,
      sql`UPDATE order_rules SET name = ${words}`,
      sql`UPDATE saved_views SET name = ${words}`,
      sql`UPDATE api_keys SET name = ${words}`,
      sql`UPDATE connections SET label = ${words}, account = ${words.slice(0, 60) + randomUUID()}`,
      sql`UPDATE workspaces SET name = ${words}`,
    ];
    for (const statement of statements) await statement.execute(tx);
  });
}
