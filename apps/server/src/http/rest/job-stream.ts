import type { ServiceContext } from "../../services/context.ts";

const lookAgainMs = 2_000;

interface Watched<View> {
  jobId: string;
  signal: AbortSignal;
  read(): Promise<View>;
}

const ended: ReadonlySet<string> = new Set(["done", "failed", "cancelled"]);

/** A job each time it has changed, until it has ended. Told by events, and looked at now and then besides. */
export async function* jobChanges<View extends { state: string }>(
  ctx: ServiceContext,
  { jobId, signal, read }: Watched<View>,
): AsyncGenerator<View> {
  let wake = (): void => {};
  const unsubscribe = ctx.events.subscribe(ctx.workspaceId, (event) => {
    if (event.type === "job-progress" && event.jobId === jobId) wake();
  });
  try {
    let told = "";
    while (!signal.aborted) {
      const woken = waitFor(lookAgainMs, (resolve) => (wake = resolve));
      const view = await read();
      const text = JSON.stringify(view);
      if (text !== told) yield view;
      told = text;
      if (ended.has(view.state)) return;
      await woken;
    }
  } finally {
    unsubscribe();
  }
}

/** Waits for a call of what was handed out, at most the given time. */
export function waitFor(ms: number, register: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    register(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Events as a stream of server-sent events. Ends with them, or when the caller goes away. */
export function eventStream(events: AsyncGenerator<object>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`data: ${JSON.stringify(value)}\n\n`));
    },
    cancel: async () => void (await events.return(undefined)),
  });
  const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };
  return new Response(body, { headers });
}
