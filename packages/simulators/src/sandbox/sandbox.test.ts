import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { signingClient } from "../bricklink/testing/store-client.ts";
import { createClock } from "../kit/index.ts";
import { type ShopOffer, stockCsv } from "../shop/index.ts";
import {
  bricklinkInventoryId,
  ebayItemId,
  ebayOrderId,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
const CALLBACK = "http://127.0.0.1:9/callback";
const started: Sandbox[] = [];
const folders: string[] = [];

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = createClock({ at: ANCHOR, mode: "frozen" });
  const sandbox = await startSandbox({ anchor: ANCHOR, clock, acceptedUrl: CALLBACK, ...options });
  started.push(sandbox);
  return sandbox;
}
afterEach(async () => {
  for (const sandbox of started.splice(0)) await sandbox.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  folders.push(folder);
  return join(folder, "deep", "state.json");
}

const bricklink = (sandbox: Sandbox) =>
  signingClient(sandbox.baseURL("bricklink"), sandbox.bricklink.clock, sandbox.credentials.bricklink);

async function tokenByConsent(sandbox: Sandbox): Promise<{ access_token: string; refresh_token: string }> {
  const { clientId, clientSecret, ruName } = sandbox.credentials.ebay;
  const scope = "https://api.ebay.com/oauth/api_scope/sell.fulfillment";
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: ruName,
    response_type: "code",
    scope,
    state: "s1",
  });
  const consent = await fetch(`${sandbox.baseURL("ebay")}/oauth2/authorize?${query}`, {
    method: "POST",
    body: new URLSearchParams({ decision: "agree" }),
    redirect: "manual",
  });
  const location = new URL(consent.headers.get("location") ?? "");
  expect(location.href).toMatch(CALLBACK);
  const code = location.searchParams.get("code") ?? "";
  const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: ruName });
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  const answer = await fetch(`${sandbox.baseURL("ebay")}/identity/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization },
    body,
  });
  return z.object({ access_token: z.string(), refresh_token: z.string() }).parse(await answer.json());
}

const orderList = z.object({
  total: z.number(),
  orders: z.array(
    z.object({ orderId: z.string(), pricingSummary: z.object({ total: z.object({ value: z.string() }) }) }),
  ),
});
async function ebayOrders(sandbox: Sandbox, accessToken: string) {
  const answer = await fetch(`${sandbox.baseURL("ebay")}/sell/fulfillment/v1/order?limit=200`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  return orderList.parse(await answer.json());
}

describe("the sandbox", () => {
  it("has a front page with the keys, and the stock list", async () => {
    const sandbox = await start();
    const page = await (await fetch(sandbox.origin)).text();
    expect(page).toContain(sandbox.credentials.ebay.ruName);
    expect(page).toContain(sandbox.credentials.bricklink.tokenSecret);
    const list = await fetch(`${sandbox.origin}/sandbox/stock.csv`);
    expect(list.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(await list.text()).toBe(stockCsv(sandbox.shop));
  });

  it("gives every eBay order of the shop after consent, with its total", async () => {
    const sandbox = await start();
    const { access_token } = await tokenByConsent(sandbox);
    const { orders } = await ebayOrders(sandbox, access_token);
    const totals = new Map(orders.map((order) => [order.orderId, order.pricingSummary.total.value]));
    const expected = sandbox.shop.orders.filter(({ platform }) => platform === "ebay");
    expect(totals.size).toBe(expected.length);
    for (const order of expected) expect(totals.get(ebayOrderId(order))).toBe((order.total / 100).toFixed(2));
  });

  it("gives every BrickLink order of the shop by its keys, archived ones apart, with its total", async () => {
    const sandbox = await start();
    const call = bricklink(sandbox);
    const open = (await call("GET", "/orders")).data;
    const filed = (await call("GET", "/orders", { query: { filed: "true" } })).data;
    const expected = sandbox.shop.orders.filter(
      ({ platform, status }) => platform === "bricklink" && status !== "purged",
    );
    const wire = z.array(z.object({ status: z.string(), cost: z.object({ grand_total: z.string() }) }));
    const totals = wire
      .parse([...open, ...filed])
      .filter(({ status }) => status !== "PURGED")
      .map(({ cost }) => cost.grand_total);
    expect(totals.sort()).toEqual(expected.map(({ total }) => `${(total / 100).toFixed(2)}00`).sort());
    expect(filed.length).toBe(5);
  });

  it("offers both listing models, with and without SKU, one with variations, ended ones and empty ones", async () => {
    const { ebay } = await start();
    const listings = ebay.world.listings.all();
    const count = (fits: (listing: (typeof listings)[number]) => boolean) => listings.filter(fits).length;
    expect(count(({ model }) => model === "INVENTORY")).toBeGreaterThan(10);
    expect(count(({ model }) => model === "TRADING")).toBeGreaterThan(50);
    expect(count(({ sku, variations }) => sku === null && variations.length === 0)).toBeGreaterThan(5);
    expect(count(({ variations }) => variations.length > 1)).toBe(1);
    expect(count(({ status }) => status === "ENDED")).toBeGreaterThan(20);
    expect(
      count(({ status, available, variations }) => status === "ACTIVE" && available === 0 && variations.length === 0),
    ).toBe(3);
  });

  it("offers what is left on the shelf, but for three listings that the seller forgot", async () => {
    const { shop, ebay, bricklink: store } = await start();
    const left = new Map(shop.units.map(({ id, quantity }) => [id, quantity]));
    for (const { unitId, quantity } of shop.orders.flatMap(({ lines }) => lines.flatMap(({ units }) => units))) {
      left.set(unitId, (left.get(unitId) ?? 0) - quantity);
    }
    const offeredBy = (offer: ShopOffer): number => {
      const lot = store.world.lots.get(String(bricklinkInventoryId(shop.offers, offer)));
      const listing = ebay.world.listings.get(ebayItemId(shop.offers, offer));
      return offer.platform === "bricklink"
        ? (lot?.quantity ?? 0)
        : listing?.status === "ACTIVE"
          ? listing.available
          : 0;
    };
    const singles = shop.offers.filter(({ variation }) => variation === null);
    const phantoms = singles.filter((offer) => {
      const onShelf = offer.unitIds.reduce((sum, id) => sum + (left.get(id) ?? 0), 0);
      return offeredBy(offer) > onShelf;
    });
    expect(phantoms.map(({ platform }) => platform).sort()).toEqual(["bricklink", "ebay", "ebay"]);
    expect(singles.filter((offer) => offeredBy(offer) > 0).length).toBeGreaterThan(100);
  });
});

/** The numbers of all orders, wherever they are. */
function arrivalsIn({ ebay, bricklink, amazon, brickowl, bricqer, flipkart, tiktokShop }: Sandbox): string[] {
  return [
    ...ebay.world.orders.all().map(({ orderId }) => orderId),
    ...bricklink.world.orders.all().map(({ orderId }) => String(orderId)),
    ...amazon.world.orders.all().map(({ orderId }) => orderId),
    ...brickowl.world.orders.all().map(({ orderId }) => orderId),
    ...bricqer.world.orders.all().map(({ id }) => String(id)),
    ...flipkart.world.shipments.all().map(({ orderId }) => orderId),
    ...tiktokShop.world.orders.all().map(({ id }) => id),
  ];
}

describe("orders that come in", () => {
  it("come to every platform, and only to those that are named", async () => {
    const sandbox = await start();
    const platforms = new Set(sandbox.arrive(60).map(({ platform }) => platform));
    expect([...platforms].sort()).toEqual([
      "amazon",
      "bricklink",
      "brickowl",
      "bricqer",
      "ebay",
      "flipkart",
      "tiktok-shop",
    ]);
    const [sale] = sandbox.arrive(1, ["bricqer"]);
    const imported = sandbox.bricqer.world.orders.find(({ id }) => String(id) === sale?.orderId);
    expect(sandbox.bricklink.world.orders.all().map(({ orderId }) => String(orderId))).toContain(imported?.number);
    expect(new Set(sandbox.arrive(5, ["amazon"]).map(({ platform }) => platform))).toEqual(new Set(["amazon"]));
  });

  it("come on request, take stock, and come the same to the same shop", async () => {
    const one = await start();
    const answer = await fetch(`${one.origin}/sandbox/arrivals`, {
      method: "POST",
      body: JSON.stringify({ count: 5 }),
    });
    expect(answer.status).toBe(201);
    const arrivals = (await answer.json()) as { orderId: string }[];
    expect(arrivals).toHaveLength(5);
    const known = arrivalsIn(one);
    for (const { orderId } of arrivals) expect(known).toContain(orderId);
    const two = await start();
    expect(two.arrive(5)).toEqual(arrivals);
  });

  it("are refused in words when the request is wrong", async () => {
    const sandbox = await start();
    const post = (body: string) => fetch(`${sandbox.origin}/sandbox/arrivals`, { method: "POST", body });
    expect((await post('{"count":0}')).status).toBe(400);
    expect((await post("{")).status).toBe(400);
  });
});

describe("a second run", () => {
  it("of the same seed and anchor has the same orders and listings", async () => {
    const tables = ({ ebay, bricklink: store }: Sandbox) => [ebay.snapshot().store, store.snapshot().store];
    expect(tables(await start())).toEqual(tables(await start()));
  });

  it("with a state file keeps tokens, shipments and new orders, and the clock goes on", async () => {
    const path = stateFile();
    const first = await start({ stateFile: path });
    const { access_token } = await tokenByConsent(first);
    const paid = first.shop.orders.find(({ platform, status }) => platform === "bricklink" && status === "paid");
    const orderId = first.bricklink.world.orders.all().find(({ placedAt }) => placedAt === paid?.placedAt)?.orderId;
    await bricklink(first)("PUT", `/orders/${orderId}/status`, { body: { field: "status", value: "SHIPPED" } });
    const [arrival] = first.arrive();
    await first.stop();

    const clock = createClock({ at: "2026-11-21T10:00:00.000Z", mode: "frozen" });
    const second = await start({ stateFile: path, anchor: undefined, acceptedUrl: undefined, clock });
    expect(second.shop.anchor).toBe(ANCHOR);
    expect(clock.iso()).toBe("2026-11-21T10:00:00.000Z");
    expect((await bricklink(second)("GET", `/orders/${orderId}`)).data.status).toBe("SHIPPED");
    const { total } = await ebayOrders(second, access_token);
    expect(total).toBe(second.ebay.world.orders.size);
    expect(arrivalsIn(second)).toContain(arrival?.orderId);
    expect(second.ebay.world.applications.all()[0]?.acceptedUrl).toBe(CALLBACK);
  });

  it("starts anew when the state file is of another shop", async () => {
    const path = stateFile();
    const first = await start({ stateFile: path });
    first.arrive();
    await first.stop();
    const second = await start({ stateFile: path, seed: 7 });
    expect(second.ebay.world.orders.size + second.bricklink.world.orders.size).toBe(second.shop.orders.length);
  });

  it("refuses a damaged state file instead of losing it", async () => {
    const path = stateFile();
    const first = await start({ stateFile: path });
    await first.stop();
    writeFileSync(path, readFileSync(path, "utf8").slice(0, 100));
    await expect(start({ stateFile: path })).rejects.toThrow();
  });
});

describe("the command", () => {
  it("prints addresses and keys, and stops when told", async () => {
    const script = fileURLToPath(new URL("../sandbox-cli.ts", import.meta.url));
    const child = spawn(process.execPath, [script, "--port", "0", "--anchor", ANCHOR], { stdio: "pipe" });
    const exit = new Promise((resolve) => child.on("exit", resolve));
    const printed = await new Promise<string>((resolve, reject) => {
      let text = "";
      child.on("exit", () => reject(new Error(`It stopped by itself: ${text}`)));
      child.stderr.on("data", (chunk) => {
        text += chunk;
      });
      child.stdout.on("data", (chunk) => {
        text += chunk;
        if (text.includes("anchor")) resolve(text);
      });
    });
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? "";
    expect(printed).toContain("consumerKey");
    expect((await fetch(origin)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
  });
});
