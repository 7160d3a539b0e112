import { createDatabase } from "@counterfoil/db";
import { createSharedRateBudget } from "@counterfoil/server/embed";
import { pino } from "pino";
import type { WorkerOrder } from "./share-limit.ts";

// One process that calls a platform as fast as the shared budget lets it, six calls at a time.
const order: WorkerOrder = JSON.parse(process.argv[2] ?? "{}");
const { databaseUrl, platformUrl, workspaceId, connectionId, requests, milliseconds } = order;
const db = await createDatabase({ url: databaseUrl });
const budget = createSharedRateBudget({
  ...{ db, workspaceId, connectionId, platformName: "The simulator", logger: pino({ level: "silent" }) },
  limits: [{ operation: "all calls", requests, windowSeconds: 1, window: "bucket", verified: true }],
});
const endsAt = performance.now() + milliseconds;
const call = async () => {
  while (performance.now() < endsAt) {
    await budget.acquire({ operation: "GET /", lane: "withdraw_stock" });
    await (await fetch(platformUrl)).text();
  }
};
await Promise.all(Array.from({ length: 6 }, call));
await db.close();
