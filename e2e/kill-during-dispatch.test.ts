import type {} from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { connectShops, createOwner, type DeskUser, importStock, signInAgain } from "./support/desk-set-up.ts";
import { newDatabase } from "./support/new-database.ts";
import { royalMailNumber, shipmentsTold } from "./support/parcels.ts";
import { type ServerOptions, type ServerProcess, startServer, temporaryFolder } from "./support/server-process.ts";

/** How often the server is killed while it dispatches; `KILLS=20` makes the whole proof. */
const kills = Number(process.env.KILLS ?? 3);
/** Up to this long after a dispatch was asked for, in milliseconds, the process is killed. */
const latestKill = 600;
const patience = { timeout: 180_000, interval: 300 };

const folder = temporaryFolder();
const clock = createClock();
let sandbox: Sandbox;
let options: ServerOptions;
let server: ServerProcess;
let user: DeskUser;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, clock });
  options = {
    dataDir: folder.path,
    databaseUrl: await newDatabase(inject("postgresUrl")),
    endpoints: { ebay: sandbox.baseURL("ebay"), bricklink: sandbox.baseURL("bricklink") },
    environment: { COUNTERFOIL_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") },
  };
  server = await startServer(options);
  user = await createOwner(server.url);
  await importStock(user, sandbox.stockCsv());
  await connectShops(server.url, user, sandbox);
  clock.advance(-300_000);
  sandbox.arrive(kills + 4, ["ebay", "bricklink"]);
  clock.advance(300_000);
  await readOrders();
});

afterAll(async () => {
  await server?.kill("SIGTERM");
  await sandbox?.stop();
  folder.remove();
});

const connectionIds = async () =>
  (await user.client.connections.list.query()).flatMap(({ connectionId }) => connectionId ?? []);

/** Reads orders of both shops; a run that a killed process left behind is waited for. */
async function readOrders(): Promise<void> {
  for (const connectionId of await connectionIds())
    await vi.waitFor(() => user.client.sync.run.mutate({ connectionId, kind: "orders" }), patience);
  await vi.waitFor(async () => {
    const runs = await user.client.sync.runs.query({ limit: 50 });
    if (runs.some(({ state, kind }) => state === "running" && kind === "orders")) throw new Error("a sync still runs");
  }, patience);
}

// Each time the lease of the dead process is waited for, and a server starts anew.
const timeout = Math.max(600_000, kills * 120_000);

test(`killed ${kills} times while a parcel is told: one shipment each, the order sent, its number kept`, {
  timeout,
}, async () => {
  const orders = (await user.client.orders.sendable.query({ sort: "placed" })).slice(0, kills);
  expect(orders).toHaveLength(kills);
  let told = 0;
  for (const [index, order] of orders.entries()) {
    const request = {
      ...{ orderId: order.id, carrier: "Royal Mail", trackingNumber: royalMailNumber(50_000 + index) },
      ...{ shippedAt: new Date().toISOString(), idempotencyKey: `kill-dispatch-${index}` },
    };
    const key = `${order.platform} ${order.platformOrderId}`;
    const asked = user.client.orders.dispatch.mutate(request).catch(() => null);
    // Points spread over the whole time that a dispatch takes; every second one right after the platform took it.
    if (index % 2 === 1) {
      await vi.waitFor(() => expect(shipmentsTold(sandbox).get(key)).toBe(1), { timeout: 60_000, interval: 1 });
      await new Promise((resolve) => setTimeout(resolve, ((index * 7919) % 40) / 2));
    } else await new Promise((resolve) => setTimeout(resolve, (index * 7919 * 13) % latestKill));
    await server.kill("SIGKILL");
    await asked;
    told += shipmentsTold(sandbox).get(key) ?? 0;
    server = await startServer(options);
    user = await signInAgain(server.url);
    // The seller presses again: the platform is asked first. The lease of the dead process runs out by itself.
    await vi.waitFor(
      async () => {
        await user.client.orders.dispatch.mutate(request);
        const after = await user.client.orders.get.query({ id: order.id });
        expect(after.status).toBe("shipped");
        expect(after.shipments.map(({ trackingNumber }) => trackingNumber)).toEqual([request.trackingNumber]);
      },
      { timeout: 300_000, interval: 1_000 },
    );
    expect(shipmentsTold(sandbox).get(key)).toBe(1);
    if (kills > 5)
      process.stdout.write(`dispatch: killed ${index + 1} times, ${told} after the platform had the parcel\n`);
  }
  process.stdout.write(
    `dispatch: killed ${kills} times, ${told} of them after the platform had the parcel; each told once\n`,
  );
  await readOrders();
  for (const [index, order] of orders.entries()) {
    const after = await user.client.orders.get.query({ id: order.id });
    expect(after).toMatchObject({
      status: "shipped",
      shipments: [{ trackingNumber: royalMailNumber(50_000 + index) }],
    });
  }
});
