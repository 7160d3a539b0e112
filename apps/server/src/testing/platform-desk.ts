import type { DatabaseHandle } from "@counterfoil/db";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import { expect, vi } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import type { OrderRowView } from "../services/orders/order-views.ts";
import type { SyncRunView } from "../services/sync/sync-views.ts";
import { type AnswerChanger, startAnswerChanger } from "./answer-changer.ts";
import { startTestServer, type TestServer } from "./test-server.ts";
import type { Visitor } from "./visitor.ts";
import { withoutOwnLimit } from "./without-own-limit.ts";

const waiting = { timeout: 90_000, interval: 200 };
const platforms = ["amazon", "tiktok-shop", "flipkart"] as const;
type Platform = (typeof platforms)[number];

/** A server between a visitor and simulated platforms whose answers and clock a test can change. */
export interface PlatformDesk {
  sandbox: Sandbox;
  changer: AnswerChanger;
  server: TestServer;
  owner: Visitor;
  /** Lets time pass, for the platforms and for the server. */
  pass(milliseconds: number): void;
  /** Puts the server's clock wrong by so much; 0 sets it right. */
  misset(milliseconds: number): void;
  card(platform: Platform): Promise<ConnectionCard>;
  test(platform: Platform): ReturnType<Visitor["mutate"]>;
  /** Reads orders now and waits for the end; answers the run. */
  read(platform: Platform): Promise<SyncRunView>;
  /** Runs that read orders, newest first. */
  runs(platform: Platform): Promise<SyncRunView[]>;
  order(platform: Platform, platformOrderId: string): Promise<OrderRowView | undefined>;
  count(platform: Platform): Promise<number>;
  stop(): Promise<void>;
}

/** Opens the simulators, the door before them, and a server that reaches them through it. */
export async function openPlatformDesk(database: DatabaseHandle): Promise<PlatformDesk> {
  const clock = createClock();
  const sandbox = await startSandbox({ port: 0, clock });
  const changer = await startAnswerChanger(sandbox.origin);
  let wrongBy = 0;
  const behind = (platform: Platform) => `${changer.origin}${new URL(sandbox.baseURL(platform)).pathname}`;
  const endpoints = Object.fromEntries(platforms.map((platform) => [platform, behind(platform)]));
  const now = () => new Date(clock.milliseconds() + wrongBy);
  const server = await startTestServer(database, {
    overrides: { connectors: withoutOwnLimit("flipkart"), endpoints, now },
  });
  const owner = await server.owner();
  const card = async (platform: Platform) => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find((each) => each.platform === platform) as ConnectionCard;
  };
  const runsOf = async (connectionId: string) =>
    ((await owner.query("sync.runs", { connectionId, limit: 50 })).data as SyncRunView[]).filter(
      ({ kind }) => kind === "orders",
    );
  const orders = async (platform: Platform) =>
    (await owner.query("orders.list", { platform, limit: 100 })).data as { orders: OrderRowView[]; total: number };
  return {
    ...{ sandbox, changer, server, owner, card },
    pass: (milliseconds) => clock.advance(milliseconds),
    misset: (milliseconds) => {
      wrongBy = milliseconds;
    },
    test: async (platform) => owner.mutate("connections.test", { connectionId: (await card(platform)).connectionId }),
    read: async (platform) => {
      const connectionId = (await card(platform)).connectionId ?? "";
      const idle = async () =>
        expect((await runsOf(connectionId)).filter(({ state }) => state === "running")).toEqual([]);
      await vi.waitFor(idle, waiting);
      // The first reading of a new connection may begin in between: then this one waits for its turn.
      const runId = await vi.waitFor(async () => {
        const started = await owner.mutate("sync.run", { connectionId, kind: "orders" });
        if (started.error) throw new Error(started.error.message);
        return (started.data as { runId: string }).runId;
      }, waiting);
      await vi.waitFor(idle, waiting);
      return (await runsOf(connectionId)).find(({ id }) => id === runId) as SyncRunView;
    },
    runs: async (platform) => await runsOf((await card(platform)).connectionId ?? ""),
    order: async (platform, id) => (await orders(platform)).orders.find((each) => each.platformOrderId === id),
    count: async (platform) => (await orders(platform)).total,
    stop: async () => {
      await server.stop();
      await changer.stop();
      await sandbox.stop();
    },
  };
}
