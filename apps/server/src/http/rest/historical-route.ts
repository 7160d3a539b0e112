import { z } from "zod";
import type { ServiceContext } from "../../services/context.ts";
import { getJob } from "../../services/jobs/get-job.ts";
import type { JobView } from "../../services/jobs/job-view.ts";
import { platformName, platformPath } from "./common-schemas.ts";
import { eventStream, jobChanges } from "./job-stream.ts";
import { restRoute } from "./rest-route.ts";

const day = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .meta({ description: "A day or a moment, ISO 8601." });

const body = z.object({
  includeSold: z.boolean().default(false),
  includePaid: z.boolean().default(false),
  mode: z.enum(["auto", "picklist", "non_picklist"]).default("auto"),
  from: day.optional(),
  to: day.optional(),
});

/** Links past orders again; the answer is the job, or its progress as it happens. */
export const historicalRoute = restRoute({
  ...{ method: "post", path: "/api/{platform}/inventory-linking/process-historical", operationId: "processHistorical" },
  ...{ tag: "Resolution", scope: "resolution:write", summary: "Link past orders again, in the background." },
  description:
    "With `Accept: text/event-stream` the progress comes as events: `progress` with `current total autoLinked queued`, then `complete` with the summary, or `failed`. The work goes on when the stream is closed; follow, cancel or resume it by its job.",
  input: { path: platformPath, body },
  responses: {
    202: { description: "Started.", schema: z.object({ jobId: z.string() }) },
    200: { description: "The progress.", contentType: "text/event-stream", schema: z.string() },
  },
  handle: async (call) => {
    const { platform } = call.service.connectors.get(platformName(call.path.platform)).manifest;
    const { from, to, ...options } = call.body;
    const span = { ...(from && { from: momentOf(from) }), ...(to && { to: momentOf(to) }) };
    const { jobId } = await call.api.resolution.processHistorical({ platform, ...options, ...span });
    if (!call.headers.get("accept")?.includes("text/event-stream")) return { status: 202, body: { jobId } };
    return eventStream(historicalEvents(call.service, { jobId, signal: call.signal }));
  },
});

function momentOf(text: string): string {
  return text.length === 10 ? `${text}T00:00:00.000Z` : text;
}

async function* historicalEvents(ctx: ServiceContext, job: { jobId: string; signal: AbortSignal }) {
  const read = () => getJob({ ctx, input: { jobId: job.jobId } });
  for await (const view of jobChanges(ctx, { ...job, read })) {
    if (view.state === "queued" || view.state === "running") yield progressOf(view);
    else if (view.state === "done") yield completeOf(view);
    else yield { type: "failed", state: view.state, error: view.error };
  }
}

function progressOf({ id, progress }: JobView) {
  const { current = 0, total = 0, autoLinked = 0, queued = 0 } = progress;
  return { type: "progress", jobId: id, current, total, autoLinked, queued };
}

function completeOf({ progress, summary }: JobView) {
  const counts = { ...progress, ...(summary as Record<string, number> | null) };
  const count = (name: string) => counts[name] ?? 0;
  return {
    type: "complete",
    data: {
      ...{ ordersProcessed: count("current"), ordersComplete: count("complete"), ordersPartial: count("partial") },
      ...{ ordersPending: count("pending"), totalAutoLinked: count("autoLinked") },
      ...{ totalQueuedForResolution: count("queued"), errors: [] },
    },
  };
}
