import { z } from "zod";
import { conflict, invalid, notFound } from "../../services/service-error.ts";
import type { StartedSync } from "../../services/sync/run-now.ts";
import { envelope, enveloped, platformName, platformParameter } from "./common-schemas.ts";
import { readStatuses } from "./connection-settings.ts";
import { type RestCall, restRoute } from "./rest-route.ts";
import { type FinishedRun, waitForRuns } from "./wait-for-runs.ts";

const base = "/api/v1/platforms";
const tag = "Sync";

/** What callers call the kinds of sync. */
const kinds = { products: "listings", inventory: "stock", orders: "orders" } as const;
type SyncType = keyof typeof kinds;
const syncTypes = Object.keys(kinds) as [SyncType, ...SyncType[]];

const body = z.object({
  platform: platformParameter.optional().meta({ description: "Left out: every connected platform." }),
  productId: z.string().optional().meta({ description: "Refused: platforms are read whole." }),
  dateFrom: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .meta({ description: "Orders only: read old orders from this day on. Names a platform." }),
});

const query = z.object({
  wait: z.stringbool().default(false).meta({ description: "Answer when the runs have ended, with their counts." }),
});

const startedWire = z
  .object({
    platform: z.string(),
    runId: z.string().nullable().meta({ description: "Null where it was not started." }),
    refused: z.string().nullable().meta({ description: "Why it was not started." }),
  })
  .meta({ id: "StartedSync" });

const finishedWire = z
  .object({
    platform: z.string(),
    runId: z.string().nullable(),
    success: z.boolean(),
    state: z.string(),
    seen: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    failed: z.number().int(),
    errors: z.array(z.object({ message: z.string(), externalId: z.string().nullable() })),
  })
  .meta({ id: "FinishedSync" });

const responses = {
  202: { description: "Started; follow `sync/status`.", schema: envelope(z.array(startedWire)) },
  200: { description: "With `wait=true`: what the runs did.", schema: envelope(z.array(finishedWire)) },
};

interface Asked {
  type: SyncType;
  body: z.infer<typeof body>;
  wait: boolean;
}

async function startAndAnswer(call: RestCall<unknown, unknown, unknown>, asked: Asked) {
  const started = await start(call, asked);
  const [only] = started;
  if (started.length === 1 && only?.runId === null) throw conflict(only.refused ?? "It was not started.");
  const ids = started.flatMap(({ runId }) => runId ?? []);
  if (!asked.wait) {
    const data = started.map(({ platform, runId, refused }) => ({ platform, runId, refused }));
    return enveloped(`${ids.length} runs are started.`, data, 202);
  }
  const runs = await waitForRuns(call.service, { runIds: ids, signal: call.signal });
  const data = started.map((one) => finishedOnWire(one, runs.get(one.runId ?? "")));
  return enveloped(`${data.filter(({ success }) => success).length} of ${data.length} runs succeeded.`, data);
}

async function start(call: RestCall<unknown, unknown, unknown>, asked: Asked): Promise<StartedSync[]> {
  const { platform, productId, dateFrom } = asked.body;
  if (productId !== undefined)
    throw invalid("A single product cannot be read.", [{ path: "productId", message: "Leave it out." }]);
  const named = platform === undefined ? undefined : platformName(platform);
  if (named !== undefined) call.service.connectors.get(named);
  if (dateFrom === undefined)
    return await call.api.sync.runNow({ kind: kinds[asked.type], ...(named && { platform: named }) });
  if (asked.type !== "orders" || named === undefined)
    throw invalid("Old orders are read of one platform at a time.", [
      { path: asked.type === "orders" ? "platform" : "dateFrom", message: "goes with orders of a named platform" },
    ]);
  const connectionId = (await readStatuses(call)).find((status) => status.platform === named)?.connectionId;
  if (connectionId === undefined) throw notFound(`A connection with ${named}`);
  const { runId } = await call.api.sync.backfill({ connectionId, from: dateFrom });
  return [{ platform: named, connectionId, runId, refused: null }];
}

function finishedOnWire(
  { platform, runId, refused }: StartedSync,
  run: FinishedRun | undefined,
): z.infer<typeof finishedWire> {
  if (run === undefined) {
    const counts = { seen: 0, created: 0, updated: 0, unchanged: 0, failed: 0 };
    const errors = [{ message: refused ?? "The run is not to be found.", externalId: null }];
    return { platform, runId, success: false, state: "not_started", ...counts, errors };
  }
  const { state, seen, created, updated, unchanged, failed } = run;
  const errors = run.errors.map(({ message, externalId }) => ({ message, externalId }));
  return { platform, runId, success: state === "done", state, seen, created, updated, unchanged, failed, errors };
}

const startRoutes = syncTypes.map((type) =>
  restRoute({
    ...{ method: "post", path: `${base}/sync/${type}`, operationId: `sync-${type}`, tag, scope: "sync:write" },
    ...{ summary: `Read ${type} now, of one platform or of all.`, input: { query, body }, responses },
    handle: (call) => startAndAnswer(call, { type, body: call.body, wait: call.query.wait }),
  }),
);

const manual = restRoute({
  ...{ method: "post", path: `${base}/manual-sync`, operationId: "manualSync", tag, scope: "sync:write" },
  summary: "Read what `syncType` names now.",
  input: {
    query,
    body: body.extend({ syncType: z.enum(syncTypes, { error: `must be one of ${syncTypes.join(", ")}` }) }),
  },
  responses,
  handle: (call) => startAndAnswer(call, { type: call.body.syncType, body: call.body, wait: call.query.wait }),
});

const statusWire = z
  .object({
    platform: z.string(),
    kind: z.string(),
    state: z.string().meta({ description: "`idle` before the first run." }),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    counts: z
      .object({
        seen: z.number().int(),
        created: z.number().int(),
        updated: z.number().int(),
        unchanged: z.number().int(),
        failed: z.number().int(),
      })
      .nullable(),
    nextRunAt: z.string().nullable(),
    lastSuccessAt: z.string().nullable(),
    paused: z.boolean(),
    error: z.string().nullable(),
  })
  .meta({ id: "SyncStatus" });

const kindNames: Readonly<Record<string, string>> = { listings: "products", stock: "inventory" };

const status = restRoute({
  ...{ method: "get", path: `${base}/sync/status`, operationId: "syncStatus", tag, scope: "sync:read" },
  summary: "How every kind of sync of every connection stands.",
  responses: { 200: { description: "One for each kind and connection.", schema: envelope(z.array(statusWire)) } },
  handle: async (call) => {
    const data = (await call.api.sync.status()).map(
      ({ platform, kind, lastRun, nextRunAt, lastSuccessAt, pausedAt }) => {
        const { seen = 0, created = 0, updated = 0, unchanged = 0, failed = 0 } = lastRun ?? {};
        return {
          ...{ platform, kind: kindNames[kind] ?? kind, state: lastRun?.state ?? "idle" },
          ...{ startedAt: lastRun?.startedAt ?? null, finishedAt: lastRun?.finishedAt ?? null },
          counts: lastRun === null ? null : { seen, created, updated, unchanged, failed },
          ...{ nextRunAt, lastSuccessAt, paused: pausedAt !== null, error: lastRun?.errors[0]?.message ?? null },
        };
      },
    );
    const running = data.filter((one) => one.state === "running").length;
    return enveloped(running === 0 ? "Nothing is being read." : `${running} runs are under way.`, data);
  },
});

export const syncRoutes = [...startRoutes, manual, status];
