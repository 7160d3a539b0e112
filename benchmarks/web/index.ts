// `npm run bench -- web [--orders 100000] [--items 100000] [--visits 5]`: the built dashboard in real Chromium, with a
// large shop behind it. Prints the JavaScript before the first view, the largest contentful paint and the time from an
// interaction to the next paint, each as the browser itself measures it. Compares them with the house's bars.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type OpenShop, openShop } from "../shop/open-shop.ts";
import { launchBrowser } from "./launch-browser.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "100000" },
    items: { type: "string", default: "100000" },
    visits: { type: "string", default: "5" },
    "keep-build": { type: "boolean", default: false },
  },
});
const bars = { "first-js-kb": 250, "lcp-ms": 1200, "inp-ms": 100 } as const;
const visits = Number(values.visits);

/** Pages and what a person does on each first. */
const journeys: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  "/": async () => {},
  "/orders": async (page) => await typeAndScroll(page),
  "/inventory": async (page) => await typeAndScroll(page),
  "/settings/inventory-resolution": async (page) => {
    for (const key of ["j", "j", "k"]) await page.keyboard.press(key);
  },
};

const web = join(import.meta.dirname, "../../apps/web");
if (!values["keep-build"]) execFileSync(join(web, "node_modules/.bin/vite"), ["build"], { cwd: web, stdio: "ignore" });

const size = { orders: Number(values.orders), items: Number(values.items), listings: 20_000, waiting: 2_000 };
const shop = await openShop(size, { webDir: join(web, "dist") });
const browser = await launchBrowser();
try {
  await measureAll(browser, shop);
} finally {
  await browser.close();
  await shop.close();
}

interface Visit {
  scriptBytes: number;
  lcp: number;
  interactions: number[];
}

async function typeAndScroll(page: Page): Promise<void> {
  await page.mouse.move(700, 500);
  await page.mouse.wheel(0, 3000);
  const search = page
    .getByRole("searchbox")
    .or(page.getByPlaceholder(/search/i))
    .first();
  await search.click();
  await search.pressSequentially("castle", { delay: 60 });
}

async function measureAll(open: Browser, { url, session }: OpenShop): Promise<void> {
  const worst = { "first-js-kb": 0, "lcp-ms": 0, "inp-ms": 0 };
  for (const [path, act] of Object.entries(journeys)) {
    const seen: Visit[] = [];
    for (let visit = 0; visit < visits; visit += 1) seen.push(await visitOnce(open, { url, session, path, act }));
    const measured = {
      "first-js-kb": median(seen.map(({ scriptBytes }) => scriptBytes / 1000)),
      "lcp-ms": median(seen.map(({ lcp }) => lcp)),
      "inp-ms": median(seen.map(({ interactions }) => Math.max(0, ...interactions))),
    };
    for (const [name, value] of Object.entries(measured)) {
      report(`${name}.${path}`, value);
      worst[name as keyof typeof worst] = Math.max(worst[name as keyof typeof worst], value);
    }
  }
  for (const [name, value] of Object.entries(worst)) {
    report(name, value);
    if (value > bars[name as keyof typeof bars]) process.exitCode = 1;
  }
}

interface Journey {
  url: string;
  session: string;
  path: string;
  act: (page: Page) => Promise<void>;
}

/** One visit with an empty cache. */
async function visitOnce(open: Browser, { url, session, path, act }: Journey): Promise<Visit> {
  const context = await open.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await signIn(context, url, session);
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(url + path, { waitUntil: "load" });
    await page.locator("h1").first().waitFor({ timeout: 120_000 });
    await page.waitForLoadState("networkidle").catch(() => {});
    const lcp = await page.evaluate(() => (globalThis as unknown as Observed).seen.lcp);
    const scriptBytes = await page.evaluate(sumScripts);
    await act(page);
    await page.waitForTimeout(400);
    const interactions = await page.evaluate(() => (globalThis as unknown as Observed).seen.interactions);
    return { scriptBytes, lcp, interactions };
  } finally {
    await context.close();
  }
}

interface Observed {
  seen: { lcp: number; interactions: number[] };
}

// What the browser tells of an interaction and of a script; Node's own types know neither.
interface EventEntry {
  interactionId?: number;
  duration: number;
}
interface ScriptEntry {
  name: string;
  startTime: number;
  encodedBodySize: number;
}

/** Runs in the page from its first moment: the browser's own figures. */
function observe(): void {
  const seen = { lcp: 0, interactions: [] as number[] };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true } as never);
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries() as unknown as EventEntry[]) {
      if (interactionId) seen.interactions.push(duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as never);
}

/** Compressed bytes of all scripts that came before the largest paint. */
function sumScripts(): number {
  const { lcp } = (globalThis as unknown as Observed).seen;
  const entries = performance.getEntriesByType("resource") as unknown as ScriptEntry[];
  return entries
    .filter(({ name, startTime }) => name.endsWith(".js") && startTime <= lcp)
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}

async function signIn(context: BrowserContext, url: string, session: string): Promise<void> {
  const cookies = session.split("; ").map((pair) => {
    const at = pair.indexOf("=");
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  await context.addCookies(cookies);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function report(measure: string, value: number): void {
  const unit = measure.startsWith("first-js-kb") ? "kB" : "ms";
  process.stdout.write(`${JSON.stringify({ bench: "web", measure, value: Number(value.toPrecision(4)), unit })}\n`);
}
