import { type ConnectionRow, type Database, readSchedules, type SyncScheduleRow, saveSchedule } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import { listConnectionRows, requireConnection } from "../connections/connection-rows.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { invalid } from "../service-error.ts";
import { intervalOf, type ScheduledKind, scheduledKinds, syncKindDefinitions } from "./sync-kinds.ts";

type Tx = Transaction<Database>;

const minutes = { least: 5, most: 31 * 24 * 60 };

export const setScheduleInput = z.object({
  connectionId: z.uuid(),
  kind: z.enum(scheduledKinds),
  /** Minutes between two runs; null: as often as the program says. */
  everyMinutes: z
    .number()
    .int("must be whole minutes")
    .min(minutes.least, `must be at least ${minutes.least} minutes`)
    .max(minutes.most, "must be a month at most")
    .nullable(),
});
export const pauseSyncInput = z.object({
  /** Left out: all connections. */
  connectionId: z.uuid().optional(),
  /** Left out: every kind. */
  kind: z.enum(scheduledKinds).optional(),
});

/** How often one kind of sync of one connection runs. */
export interface ScheduleView {
  connectionId: string;
  platform: string;
  account: string | null;
  kind: ScheduledKind;
  everyMinutes: number;
  /** Whether the interval is the program's own. */
  byDefault: boolean;
  pausedAt: string | null;
  pausedBy: string | null;
  /** When it really runs next; null while paused. */
  nextRunAt: string | null;
  lastSuccessAt: string | null;
}

/** When every connected platform is read. */
export async function listSchedules({ ctx }: Pick<Verb<void>, "ctx">): Promise<ScheduleView[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readViews(ctx, tx));
}

async function readViews(ctx: ServiceContext, tx: Tx): Promise<ScheduleView[]> {
  const connections = (await listConnectionRows(tx)).filter((row) => row.disconnected_at === null);
  const schedules = await readSchedules(tx);
  const cursors = await tx
    .selectFrom("sync_cursors")
    .select(["connection_id", "kind", "next_run_at", "last_success_at"])
    .execute();
  const of = <Row extends { connection_id: string; kind: string }>(rows: readonly Row[], id: string, kind: string) =>
    rows.find((row) => row.connection_id === id && row.kind === kind);
  return connections.flatMap((connection) =>
    kindsOf(ctx, connection).map((kind) => {
      const schedule = of(schedules, connection.id, kind);
      const cursor = of(cursors, connection.id, kind);
      const paused = schedule?.paused_at ?? null;
      return {
        ...{ connectionId: connection.id, platform: connection.platform, account: connection.account, kind },
        everyMinutes: Math.round(intervalOf(kind, schedule?.every_seconds) / 60),
        byDefault: (schedule?.every_seconds ?? null) === null,
        ...{ pausedAt: paused?.toISOString() ?? null, pausedBy: schedule?.paused_by ?? null },
        nextRunAt: paused ? null : nextRun(cursor?.next_run_at, ctx.now()).toISOString(),
        lastSuccessAt: cursor?.last_success_at?.toISOString() ?? null,
      };
    }),
  );
}

function kindsOf(ctx: ServiceContext, connection: ConnectionRow): ScheduledKind[] {
  const { capabilities } = ctx.connectors.get(connection.platform).manifest;
  return scheduledKinds.filter((kind) => syncKindDefinitions[kind].canDo(capabilities));
}

const roundMs = 60_000;

/** When a kind runs next: what is due, or was never planned, starts with the next round of the minute. */
export function nextRun(planned: Date | null | undefined, now: Date): Date {
  const at = planned && planned > now ? planned : now;
  return new Date(Math.ceil((at.getTime() + 1) / roundMs) * roundMs);
}

/** Changes how often a kind runs. The next run moves with it. Throws `forbidden`, `not_found`, `invalid`. */
export async function setSchedule({ ctx, input }: Verb<z.infer<typeof setScheduleInput>>): Promise<ScheduleView[]> {
  requireRole(ctx.role, "manager");
  const { connectionId, kind, everyMinutes } = input;
  const everySeconds = everyMinutes === null ? null : everyMinutes * 60;
  const { workspaceId } = ctx;
  return await change(ctx, async (tx) => {
    const connection = await requireConnection(tx, connectionId);
    if (!kindsOf(ctx, connection).includes(kind)) throw invalid("This platform gives nothing of that kind.");
    const before = (await readSchedules(tx, connectionId)).find((row) => row.kind === kind);
    const nextRunAt = await planned(tx, { connectionId, kind, before, everySeconds, at: ctx.now() });
    await saveSchedule(tx, { workspaceId, connectionId, kind }, { everySeconds, nextRunAt });
    await writeAudit(tx, ctx, {
      ...{ action: "sync-schedule-changed", subjectType: "connection", subjectId: connectionId, detail: input },
      text: `Reads ${syncKindDefinitions[kind].word} every ${Math.round(intervalOf(kind, everySeconds) / 60)} minutes.`,
    });
  });
}

/** The last start and the new interval say when the next run is. */
async function planned(
  tx: Tx,
  plan: {
    connectionId: string;
    kind: ScheduledKind;
    before: SyncScheduleRow | undefined;
    everySeconds: number | null;
    at: Date;
  },
): Promise<Date | null> {
  const cursor = await tx
    .selectFrom("sync_cursors")
    .select("next_run_at")
    .where("connection_id", "=", plan.connectionId)
    .where("kind", "=", plan.kind)
    .executeTakeFirst();
  if (cursor?.next_run_at == null) return null;
  const startedAt = cursor.next_run_at.getTime() - intervalOf(plan.kind, plan.before?.every_seconds) * 1000;
  return new Date(Math.max(plan.at.getTime(), startedAt + intervalOf(plan.kind, plan.everySeconds) * 1000));
}

/** Stops the clock for a kind, a connection or everything. Runs under way go on. */
export async function pauseSync({ ctx, input }: Verb<z.infer<typeof pauseSyncInput>>): Promise<ScheduleView[]> {
  return await setPaused(ctx, input, true);
}

/** Lets the clock go on. What is overdue starts with the next round. */
export async function resumeSync({ ctx, input }: Verb<z.infer<typeof pauseSyncInput>>): Promise<ScheduleView[]> {
  return await setPaused(ctx, input, false);
}

async function setPaused(
  ctx: ServiceContext,
  { connectionId, kind }: z.infer<typeof pauseSyncInput>,
  pause: boolean,
): Promise<ScheduleView[]> {
  requireRole(ctx.role, "manager");
  const { workspaceId } = ctx;
  const at = ctx.now();
  return await change(ctx, async (tx) => {
    if (connectionId !== undefined) await requireConnection(tx, connectionId);
    const chosen = (await readViews(ctx, tx)).filter(
      (view) =>
        (connectionId === undefined || view.connectionId === connectionId) &&
        (kind === undefined || view.kind === kind) &&
        (view.pausedAt === null) === pause,
    );
    for (const view of chosen) {
      const paused = pause ? { at, by: ctx.actor.name } : null;
      const nextRunAt = pause ? null : at;
      await saveSchedule(tx, { workspaceId, connectionId: view.connectionId, kind: view.kind }, { paused, nextRunAt });
      await writeAudit(tx, ctx, {
        ...{ action: pause ? "sync-paused" : "sync-resumed", subjectType: "connection", subjectId: view.connectionId },
        text: `${pause ? "Paused" : "Resumed"} the reading of ${syncKindDefinitions[view.kind].word}.`,
      });
    }
  });
}

async function change(ctx: ServiceContext, work: (tx: Tx) => Promise<void>): Promise<ScheduleView[]> {
  const views = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await work(tx);
    return await readViews(ctx, tx);
  });
  ctx.events.publish(ctx.workspaceId, { type: "connections-changed" });
  return views;
}
