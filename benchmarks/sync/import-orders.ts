import { createDatabase } from "@counterfoil/db";
import { readConfig, runOrderSync, startServer, systemContext } from "@counterfoil/server/embed";
import { pino } from "pino";
import type { BenchServer } from "./bench-database.ts";
import { ownCpuSeconds } from "./cpu-time.ts";
import { lineCount, zeroLatencyShop } from "./zero-latency-shop.ts";

export interface ImportPlan {
  name: string;
  workspaceId: string;
  connectionId: string;
  orders: number;
  firstOrder: number;
  firstLine: number;
  /** Orders before those, a multiple of five, that are read first and not measured: a server that runs has its stock in mind. */
  warmUp?: number;
}

/** What reading orders took. */
export interface ImportCost {
  seconds: number;
  /** Processor time of this process in seconds. */
  ownCpu: number;
  /** Processor time of the database in seconds; null where the system does not tell. */
  databaseCpu: number | null;
  /** Resident memory of this process in MB. */
  memory: number;
}

/** Reads orders from the shop with the server's own code. */
export async function importOrders(server: BenchServer, plan: ImportPlan): Promise<ImportCost> {
  const { workspaceId, connectionId, orders, firstOrder, firstLine, warmUp = 0 } = plan;
  const shop = { orders: warmUp, firstOrder, firstLine };
  const database = await createDatabase({ url: server.url(plan.name) });
  const config = readConfig({ ROLE: "web", PORT: "0", SANDBOX: "false", COUNTERFOIL_MASTER_KEY: "b".repeat(64) });
  const logger = pino({ level: "warn" }, pino.destination(2));
  const running = await startServer(config, { database, logger, connectors: [zeroLatencyShop(shop)] });
  try {
    await storeNoKeys(running.parts, workspaceId, connectionId);
    const ctx = systemContext(running.parts, workspaceId, "bench");
    const read = () =>
      runOrderSync({ ctx, input: { connectionId, runId: null, signal: new AbortController().signal } });
    if (warmUp > 0) await read();
    Object.assign(shop, { orders, firstOrder: firstOrder + warmUp, firstLine: firstLine + lineCount(warmUp) });
    const [startedAt, cpuBefore, databaseBefore] = [performance.now(), ownCpuSeconds(), server.cpuSeconds()];
    await read();
    const seconds = (performance.now() - startedAt) / 1000;
    const databaseAfter = server.cpuSeconds();
    return {
      ...{ seconds, ownCpu: ownCpuSeconds() - cpuBefore },
      databaseCpu: databaseBefore === null || databaseAfter === null ? null : databaseAfter - databaseBefore,
      memory: process.memoryUsage().rss / 1024 / 1024,
    };
  } finally {
    await running.stop();
    await database.close();
  }
}

type Parts = Awaited<ReturnType<typeof startServer>>["parts"];

/** The shop asks for no keys; the connection has some all the same. */
async function storeNoKeys(parts: Parts, workspaceId: string, connectionId: string): Promise<void> {
  const sealed = await parts.vault.seal({ workspaceId, subjectId: connectionId, purpose: "fields" }, {});
  await parts.db.inWorkspace(workspaceId, (tx) =>
    tx
      .insertInto("credentials")
      .values({
        ...{ workspace_id: workspaceId, connection_id: connectionId, kind: "fields" },
        ...{ ciphertext: sealed.ciphertext, key_id: sealed.keyId },
      })
      .onConflict((known) => known.doNothing())
      .execute(),
  );
}
