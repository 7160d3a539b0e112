import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { type ServiceContext, systemContext } from "../services/context.ts";
import { cancelJob } from "../services/jobs/cancel-job.ts";
import { enqueueDueSyncs } from "../services/jobs/enqueue-due-syncs.ts";
import { getJob } from "../services/jobs/get-job.ts";
import { listJobs } from "../services/jobs/list-jobs.ts";
import { markInterruptedRuns } from "../services/jobs/mark-interrupted-runs.ts";
import { runTrackedJob, type TrackedJob } from "../services/jobs/run-tracked-job.ts";
import { startTrackedJob } from "../services/jobs/start-tracked-job.ts";
import { createFakePlatform } from "../testing/fake-platform.ts";
import { silentLogger, startTestServer, type TestServer } from "../testing/test-server.ts";
import { type BossQueue, openBossQueue } from "./boss-queue.ts";
import { type AnyJobDefinition, anyJob, defineJob } from "./job-definition.ts";
import { reclaimOrphans } from "./reclaim-orphans.ts";
import { startWorkers } from "./start-workers.ts";

const waiting = { timeout: 30_000, interval: 50 };

describeEachDatabase("background jobs", (context) => {
  let server: TestServer;
  let ctx: ServiceContext;
  let queue: BossQueue;
  let handled: string[];
  let fail: (eventId: string) => void;
  const definitions = [
    anyJob(
      defineJob({
        name: "webhooks.handle",
        payload: z.object({ workspaceId: z.string(), eventId: z.string() }),
        retries: 2,
        concurrency: 2,
        run: async (_parts, { payload }) => {
          fail(payload.eventId);
          handled.push(payload.eventId);
        },
      }),
    ),
  ];
  beforeAll(async () => {
    const overrides = { connectors: [createFakePlatform("keymart", "keys").definition] };
    server = await startTestServer(context.database, { overrides, environment: { ROLE: "web" } });
    ctx = systemContext(server.parts, await context.createWorkspace(), "test");
    const { connection } = context.database;
    queue = await openBossQueue({ connection, definitions, logger: silentLogger });
  });
  afterAll(async () => {
    await queue?.boss.stop({ graceful: false });
    await server?.stop();
  });
  beforeEach(() => {
    handled = [];
    fail = () => {};
  });

  const send = (eventId: string, singletonKey = eventId) =>
    queue.enqueue("webhooks.handle", { workspaceId: ctx.workspaceId, eventId }, { singletonKey });

  test("a job runs once; a second one of the same key is dropped while the first waits", async () => {
    expect(await send("a", "key-a")).not.toBeNull();
    expect(await send("a2", "key-a")).toBeNull();
    const workers = await startWorkers(server.parts, queue.boss, definitions);
    await vi.waitFor(() => expect(handled).toEqual(["a"]), waiting);
    await workers.stop();
  });

  test("jobs that are enqueued together run in their order; those of a key that waits are left out", async () => {
    await send("first", "key-a");
    const job = (eventId: string, singletonKey: string) => ({
      payload: { workspaceId: ctx.workspaceId, eventId },
      singletonKey,
    });
    await queue.enqueueAll("webhooks.handle", [job("again", "key-a"), job("second", "key-b"), job("third", "key-c")]);
    const oneByOne = definitions.map((definition) => ({ ...definition, concurrency: 1 }));
    const workers = await startWorkers(server.parts, queue.boss, oneByOne);
    await vi.waitFor(() => expect(handled).toEqual(["first", "second", "third"]), waiting);
    await workers.stop();
  });

  test("a job that fails is tried again", async () => {
    let failures = 0;
    fail = () => {
      if (failures++ === 0) throw new Error("not this time");
    };
    await send("b");
    const workers = await startWorkers(server.parts, queue.boss, definitions);
    await vi.waitFor(() => expect(handled).toEqual(["b"]), waiting);
    await workers.stop();
  });

  test("a job whose process was killed runs again after the restart", async () => {
    await send("c");
    const [taken] = await queue.boss.fetch<{ eventId: string }>("webhooks.handle");
    expect(taken?.data.eventId).toBe("c");
    await reclaimOrphans(queue.boss);
    const workers = await startWorkers(server.parts, queue.boss, definitions);
    await vi.waitFor(() => expect(handled).toEqual(["c"]), waiting);
    await workers.stop();
  });

  test("a job that waits for its own key's run does not hold up those of other keys", async () => {
    let finish = (): void => {};
    const running = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let runs = 0;
    const waits: AnyJobDefinition[] = definitions.map((definition) => ({
      ...definition,
      concurrency: 3,
      runUnchecked: async (parts, job) => {
        runs += 1;
        if (runs === 1) await running;
        await definition.runUnchecked(parts, job);
      },
    }));
    const workers = await startWorkers(server.parts, queue.boss, waits);
    await send("first", "slow");
    await vi.waitFor(() => expect(runs).toBe(1), waiting);
    await send("second", "slow");
    await send("other", "quick");
    await vi.waitFor(() => expect(handled).toEqual(["other"]), waiting);
    finish();
    await vi.waitFor(() => expect(handled).toEqual(["other", "first", "second"]), waiting);
    await workers.stop();
  });

  const queued = async () => {
    server.parts.jobs.enqueue = async () => "queue-id";
    return await startTrackedJob(ctx, "resolution.process-historical", { from: "2026-01-01" });
  };
  const run = (jobId: string, work: (job: TrackedJob) => Promise<unknown>, stopping = new AbortController().signal) =>
    runTrackedJob(ctx, { jobId, signal: stopping }, work);

  test("tracked work shows its progress as it goes and its summary at the end", async () => {
    const jobId = await queued();
    const seen: unknown[] = [];
    const unsubscribe = ctx.events.subscribe(ctx.workspaceId, (event) => seen.push(event));
    await run(jobId, async (job) => {
      expect(job.input).toEqual({ from: "2026-01-01" });
      await job.report({ progress: { current: 1, total: 2 }, message: "Half way" });
      expect((await getJob({ ctx, input: { jobId } })).progress).toEqual({ current: 1, total: 2 });
      return { ordersProcessed: 2 };
    });
    unsubscribe();
    const job = await getJob({ ctx, input: { jobId } });
    expect(job).toMatchObject({ state: "done", message: "Half way", summary: { ordersProcessed: 2 }, error: null });
    expect(seen).toContainEqual(expect.objectContaining({ type: "job-progress", jobId, state: "done" }));
    expect((await listJobs({ ctx, input: {} })).map(({ id }) => id)).toContain(jobId);
    await expect(cancelJob({ ctx, input: { jobId } })).rejects.toMatchObject({ code: "conflict" });
  });

  test("a cancel stops the work after its step; a cancel before the start stops it altogether", async () => {
    const jobId = await queued();
    let steps = 0;
    await run(jobId, async (job) => {
      for (; steps < 10; steps += 1) {
        if (steps === 2) await cancelJob({ ctx, input: { jobId } });
        await job.report({ progress: { current: steps } });
      }
    });
    expect(steps).toBe(2);
    expect((await getJob({ ctx, input: { jobId } })).state).toBe("cancelled");
    const early = await queued();
    await cancelJob({ ctx, input: { jobId: early } });
    await run(early, () => Promise.reject(new Error("must not run")));
    expect((await getJob({ ctx, input: { jobId: early } })).state).toBe("cancelled");
  });

  test("work cut short by the server's stop goes on from its checkpoint", async () => {
    const jobId = await queued();
    const stopping = new AbortController();
    const first = run(
      jobId,
      async (job) => {
        await job.report({ progress: { current: 5 }, checkpoint: { after: "order-5" } });
        stopping.abort();
        await job.report({ progress: { current: 6 } });
      },
      stopping.signal,
    );
    await expect(first).rejects.toThrow();
    expect((await getJob({ ctx, input: { jobId } })).state).toBe("running");
    await run(jobId, async (job) => {
      expect(job.checkpoint).toEqual({ after: "order-5" });
    });
    expect((await getJob({ ctx, input: { jobId } })).state).toBe("done");
  });

  test("a failure is shown without the server's insides", async () => {
    const jobId = await queued();
    await run(jobId, () => Promise.reject(new Error("password=hunter2 at /srv/secret.ts")));
    const job = await getJob({ ctx, input: { jobId } });
    expect(job).toMatchObject({ state: "failed", error: { code: "internal" } });
    expect(JSON.stringify(job)).not.toContain("hunter2");
  });

  test("an order sync is started for each connection whose hour has come, and the next hour is written down", async () => {
    const sent: string[] = [];
    const parts = {
      ...server.parts,
      jobs: {
        enqueue: async (name: string, payload: object) =>
          name === "orders.sync" ? String(sent.push(JSON.stringify(payload))) : null,
        enqueueAll: async () => {},
      },
    };
    const connection = {
      workspace_id: ctx.workspaceId,
      platform: "keymart",
      method: "keys",
      status: "connected",
    } as const;
    const [due, gone] = [parts.newId(), parts.newId()];
    await context.database.asSystem((tx) =>
      tx
        .insertInto("connections")
        .values([
          { ...connection, id: due, account: "due" },
          { ...connection, id: gone, account: "gone", disconnected_at: new Date() },
        ])
        .execute(),
    );
    await enqueueDueSyncs(parts);
    await enqueueDueSyncs(parts);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain(due);
    const later = { ...parts, now: () => new Date(Date.now() + 61 * 60_000) };
    await enqueueDueSyncs(later);
    expect(sent).toHaveLength(2);
  });

  test("a sync that was running when the process died is marked as crashed, so that the next may start", async () => {
    const [connectionId, runId] = [server.parts.newId(), server.parts.newId()];
    const keys = { workspace_id: ctx.workspaceId };
    await context.database.asSystem(async (tx) => {
      await tx
        .insertInto("connections")
        .values({ ...keys, id: connectionId, platform: "othermart", method: "keys", status: "connected" })
        .execute();
      await tx
        .insertInto("sync_runs")
        .values({ ...keys, id: runId, connection_id: connectionId, kind: "orders", state: "running" })
        .execute();
    });
    await markInterruptedRuns(server.parts);
    const run = await context.database.asSystem((tx) =>
      tx.selectFrom("sync_runs").selectAll().where("id", "=", runId).executeTakeFirstOrThrow(),
    );
    expect(run.state).toBe("crashed");
    expect(run.finished_at).not.toBeNull();
  });
});
