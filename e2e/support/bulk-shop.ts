import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { launchBrowser } from "./browser.ts";
import { connectShops, createOwner, type DeskUser, importStock } from "./desk-set-up.ts";
import { newDatabase } from "./new-database.ts";
import { type ServerProcess, startServer, temporaryFolder } from "./server-process.ts";
import { connectOthers, endpointsOf } from "./shop-channels.ts";
import { runSyncs } from "./stock-desk.ts";

/** Orders more than are sent, for those that are left out. */
const spare = 5;

/** A shop on every platform with orders that wait, its desk, and a browser that is signed in. */
export interface BulkShop {
  sandbox: Sandbox;
  server: ServerProcess;
  user: DeskUser;
  page: Page;
  close(): Promise<void>;
}

/** Opens a shop in which at least `wanted` orders may be sent. */
export async function openBulkShop(wanted: number): Promise<BulkShop> {
  const folder = temporaryFolder();
  const clock = createClock();
  const sandbox = await startSandbox({ port: 0, clock });
  const server = await startServer({
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { ...endpointsOf(sandbox), easypost: sandbox.baseURL("easypost") },
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  });
  const user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  await connectOthers(server.url, user, sandbox);
  sandbox.easypost.acts.setBalance({ apiKey: sandbox.credentials.easypost.apiKey, balance: 1_000_000 });
  await user.client.shipping.setSender.mutate({
    ...{ name: "Ada Brick", lines: ["1 Shelf Lane"], city: "Leeds", countryCode: "GB" },
  });
  await runSyncs(user, "orders");
  await placeEnough(wanted, { sandbox, user, clock });
  await user.client.connections.saveKeys.mutate({ platform: "easypost", fields: { ...sandbox.credentials.easypost } });
  const browser = await launchBrowser();
  return {
    ...{ sandbox, server, user, page: await signedInPage(browser, server.url, user) },
    async close() {
      await browser.close();
      await server.kill("SIGTERM");
      await sandbox.stop();
      folder.remove();
    },
  };
}

interface Growing {
  sandbox: Sandbox;
  user: DeskUser;
  clock: ReturnType<typeof createClock>;
}

// Some sales may not be sent yet, such as those that a buyer may still cancel: more come in until there are enough.
async function placeEnough(wanted: number, { sandbox, user, clock }: Growing): Promise<void> {
  const { sendable } = user.client.orders;
  for (let round = 1; round <= 6; round += 1) {
    const known = await sendable.query({});
    if (known.length >= wanted + spare) return;
    // Platforms show a sale a little late: these came in some minutes ago.
    clock.advance(-300_000);
    sandbox.arrive(wanted + spare - known.length);
    clock.advance(300_000);
    await runSyncs(user, "orders");
  }
  throw new Error(`only ${(await sendable.query({})).length} orders may be sent`);
}

async function signedInPage(browser: Browser, url: string, { session }: DeskUser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  const cookies = session.split("; ").map((cookie) => {
    const [name = "", ...value] = cookie.split("=");
    return { name, value: value.join("="), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}
