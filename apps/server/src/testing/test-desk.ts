import { randomUUID } from "node:crypto";
import type { InventoryItem } from "@counterfoil/core/model";
import { type DatabaseHandle, newId } from "@counterfoil/db";
import { createTestWorkspace } from "@counterfoil/db/testing";
import { createMemoryEventBus } from "../events/memory-event-bus.ts";
import { jobDefinitions } from "../jobs/job-definitions.ts";
import { createConnectorRegistry } from "../platforms/connector-registry.ts";
import type { ActiveSession } from "../security/active-session.ts";
import type { Role, ServerParts } from "../services/context.ts";
import type { WorkspaceEvent } from "../services/events/workspace-event.ts";
import type { JobName } from "../services/job-queue.ts";
import { appRouter } from "../trpc/root.ts";
import { createFakeShop, type FakeShop } from "./fake-shop.ts";
import { silentLogger } from "./test-server.ts";

type Caller = ReturnType<typeof appRouter.createCaller>;
type CreateItem = Parameters<Caller["inventory"]["create"]>[0];

interface WaitingJob {
  name: JobName;
  payload: unknown;
  key: string | null;
}

/** A workspace with shops, driven through the procedures as the page drives them; jobs run when told to. */
export interface TestDesk {
  workspaceId: string;
  parts: ServerParts;
  /** What the owner may call. */
  owner: Caller;
  /** What another member, or the owner of another workspace, may call. */
  callerFor(workspaceId: string, role?: Role, connections?: readonly string[]): Caller;
  shop: FakeShop;
  shopConnectionId: string;
  otherShop: FakeShop;
  otherConnectionId: string;
  /** Puts a unit into stock. */
  stock(item: Partial<CreateItem>): Promise<InventoryItem>;
  /** Reads a shop's changed orders and runs what follows from it. */
  sync(connectionId?: string): Promise<void>;
  /** Runs waiting jobs until none waits. */
  runJobs(): Promise<void>;
  waitingJobs: WaitingJob[];
  events: WorkspaceEvent[];
}

/** Opens a new workspace with two connected shops on a test database. */
export async function openTestDesk(database: DatabaseHandle): Promise<TestDesk> {
  const workspaceId = await createTestWorkspace(database);
  let clock = Date.parse("2026-04-01T08:00:00.000Z");
  const now = () => {
    clock += 1000;
    return new Date(clock);
  };
  const tick = () => now().toISOString();
  const shop = createFakeShop("ebay", tick);
  const otherShop = createFakeShop("bricklink", tick);
  const waitingJobs: WaitingJob[] = [];
  const parts = testParts({ database, now, shops: [shop, otherShop], waitingJobs });
  const events: WorkspaceEvent[] = [];
  parts.events.subscribe(workspaceId, (event) => events.push(event));
  const callerFor = (workspace: string, role: Role = "owner", connections: readonly string[] | null = null) =>
    createCaller(parts, { id: workspace, role, connections });
  const owner = callerFor(workspaceId);
  const [shopConnectionId, otherConnectionId] = await Promise.all([
    connect(database, workspaceId, "ebay"),
    connect(database, workspaceId, "bricklink"),
  ]);
  const runJobs = async () => {
    for (let job = waitingJobs.shift(); job !== undefined; job = waitingJobs.shift()) await run(parts, job);
  };
  return {
    ...{ workspaceId, parts, owner, callerFor, shop, shopConnectionId, otherShop, otherConnectionId },
    ...{ waitingJobs, events, runJobs },
    stock: (item) => owner.inventory.create({ title: "Unit", status: "in_stock", quantity: 1, ...item }),
    sync: async (connectionId = shopConnectionId) => {
      await owner.sync.run({ connectionId, kind: "orders" });
      await runJobs();
    },
  };
}

async function run(parts: ServerParts, job: WaitingJob): Promise<void> {
  const definition = jobDefinitions.find(({ name }) => name === job.name);
  if (!definition) throw new Error(`no definition of ${job.name}`);
  const signal = new AbortController().signal;
  await definition.runUnchecked(parts, { id: randomUUID(), data: job.payload, signal });
}

type Workspace = NonNullable<ActiveSession["workspace"]>;

function createCaller(parts: ServerParts, workspace: Workspace): Caller {
  return appRouter.createCaller({
    parts,
    requestId: randomUUID(),
    session: {
      sessionId: "session",
      user: { id: `user-${workspace.role}`, name: "Ann", email: "ann@example.com" },
      workspace,
    },
    ...{ origin: "http://localhost", page: null, requestHeaders: new Headers(), responseHeaders: new Headers() },
  });
}

async function connect(database: DatabaseHandle, workspaceId: string, platform: string): Promise<string> {
  const id = newId();
  await database.inWorkspace(workspaceId, (tx) =>
    tx
      .insertInto("connections")
      .values({ workspace_id: workspaceId, id, platform, method: "keys", account: "ann", status: "connected" })
      .execute(),
  );
  return id;
}

const noVault = () => Promise.reject(new Error("not part of this test"));

interface PartsOptions {
  database: DatabaseHandle;
  now: () => Date;
  shops: readonly FakeShop[];
  waitingJobs: WaitingJob[];
}

function testParts({ database, now, shops, waitingJobs }: PartsOptions): ServerParts {
  const connectors = createConnectorRegistry(shops.map(({ definition }) => definition));
  const unused = new Proxy({}, { get: () => () => Promise.reject(new Error("not part of this test")) }) as never;
  const enqueue: ServerParts["jobs"]["enqueue"] = async (name, payload, { singletonKey } = {}) => {
    const key = singletonKey ?? null;
    if (key !== null && waitingJobs.some((job) => job.name === name && job.key === key)) return null;
    waitingJobs.push({ name, payload, key });
    return randomUUID();
  };
  return {
    ...{ db: database, now, newId, connectors, logger: silentLogger },
    events: createMemoryEventBus(() => {}),
    jobs: {
      enqueue,
      enqueueAll: async (name, jobs) => {
        for (const { payload, singletonKey } of jobs) await enqueue(name, payload, { singletonKey });
      },
    },
    platforms: {
      connector: async ({ platform }: { platform: string }) => {
        const shop = shops.find(({ definition }) => definition.manifest.platform === platform);
        if (!shop) throw new Error(`no shop for ${platform}`);
        return shop.connector;
      },
    } as unknown as ServerParts["platforms"],
    vault: { ready: false, keyId: null, seal: noVault, open: noVault },
    ...{ stateSigner: unused, webhookAddresses: unused, accounts: unused },
    mailer: null,
    outboundFetch: () => Promise.reject(new Error("not part of this test")),
    installation: {
      ...{ version: "0", publicUrl: "http://localhost", frontendUrl: null, demoAvailable: false, singleSignOn: null },
      ...{ applications: {}, presets: {} },
    },
  };
}
