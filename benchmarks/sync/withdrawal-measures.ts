import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { type DeskProcesses, startProcesses } from "../../e2e/support/desk-processes.ts";
import { connectShops, createOwner, type DeskUser, importStock } from "../../e2e/support/desk-set-up.ts";
import { findSharedGoods } from "../../e2e/support/shared-goods.ts";
import { type Channel, connectOthers, endpointsOf } from "../../e2e/support/shop-channels.ts";
import { answerYes, runSyncs, whenRehearsed, whenStill } from "../../e2e/support/stock-desk.ts";
import { measureWithdrawals } from "../../e2e/support/withdrawal-times.ts";
import type { BenchServer } from "./bench-database.ts";

/** Bricqer is left out: with sixty calls a minute its figure would tell how long one waits for the next call. */
const channels: readonly Channel[] = ["ebay", "bricklink", "brickowl", "amazon", "flipkart", "tiktok-shop"];

type Report = (measure: string, value: number, unit: string) => void;

/**
 * Seconds from a sale until each other platform itself offers one less, with two web and two worker processes on one
 * PostgreSQL, by webhook and by asking for orders in the moment of the sale. Throws when a figure is missing.
 */
export async function reportWithdrawals(server: BenchServer, { sales, report }: { sales: number; report: Report }) {
  const dataDir = mkdtempSync(join(tmpdir(), "counterfoil-bench-"));
  const sandbox = await startSandbox({ port: 0 });
  let desk: DeskProcesses | null = null;
  try {
    await server.create("withdrawals");
    const environment = { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"), LOG_LEVEL: "warn" };
    const options = { dataDir, databaseUrl: server.url("withdrawals"), endpoints: endpointsOf(sandbox), environment };
    desk = await startProcesses(options, { webs: 2, workers: 2 });
    const [serverUrl = ""] = desk.webs.map(({ url }) => url);
    const user = await openShop(serverUrl, sandbox);
    const goods = await findSharedGoods(sandbox, () => user);
    for (const road of ["webhook", "polling"] as const) {
      const { p50, p95, missing, seconds } = await measureWithdrawals(
        { sandbox, serverUrl, user, goods },
        { road, sales },
      );
      if (missing > 0) throw new Error(`${missing} figures were never lowered after sales known by ${road}`);
      report(`withdrawal-p50-s.${road}`, p50, "s");
      report(`withdrawal-p95-s.${road}`, p95, "s");
      report(`withdrawal-figures.${road}`, seconds.length, "figures");
      await whenStill(user);
    }
  } finally {
    await desk?.stop();
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A shop on all platforms whose figures agree. */
async function openShop(url: string, sandbox: Sandbox): Promise<DeskUser> {
  const user = await createOwner(url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(url, user, sandbox);
  await connectOthers(url, user, sandbox, channels);
  await runSyncs(user, "orders");
  await runSyncs(user, "listings");
  await whenRehearsed(user, channels);
  await whenStill(user);
  await answerYes(user);
  await whenStill(user);
  return user;
}
