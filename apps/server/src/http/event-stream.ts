import type { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { eventFor } from "../services/events/event-for.ts";
import { everythingChanged, type WorkspaceEvent } from "../services/events/workspace-event.ts";
import type { HttpEnv } from "./http-env.ts";
import { type HttpServices, requireService } from "./http-services.ts";

const heartbeatMs = 15_000;
// A page that reads slower than events come is told to re-read rather than fed from a growing queue.
const queueLimit = 200;

/** `GET /api/events`: what happens in the workspace, as it happens (server-sent events). */
export function mountEventStream(app: Hono<HttpEnv>, services: HttpServices, closing: AbortSignal): void {
  app.get("/api/events", async (c) => {
    const ctx = await requireService(c, services, null);
    c.header("cache-control", "no-store");
    c.header("x-accel-buffering", "no");
    return streamSSE(c, async (stream) => {
      const queue: WorkspaceEvent[] = [];
      let wake: () => void = () => {};
      const unsubscribe = ctx.events.subscribe(ctx.workspaceId, (told) => {
        const event = eventFor(ctx.connections, told);
        if (event === null) return;
        if (queue.length < queueLimit) queue.push(event);
        else queue.splice(0, queue.length, ...everythingChanged);
        wake();
      });
      const end = (): void => wake();
      // Who was signed out, taken out of the workspace or given other connections hears no more of this: looked at with
      // each heartbeat, and at once when the team changes.
      const isOut = async () => {
        const now = (await services.sessions.read(c.req.raw.headers))?.workspace;
        if (now?.id !== ctx.workspaceId || now.lacksSecondFactor) return true;
        return String(now.connections) !== String(ctx.connections);
      };
      stream.onAbort(end);
      closing.addEventListener("abort", end, { once: true });
      try {
        await stream.writeSSE({ event: "ready", data: "{}" });
        while (!stream.aborted && !closing.aborted) {
          const event = queue.shift();
          if (event?.type === "team-changed" && (await isOut())) return;
          if (event !== undefined) await stream.writeSSE({ data: JSON.stringify(event) });
          else if (!(await waitForWake((resolve) => (wake = resolve)))) {
            if (await isOut()) return;
            await stream.write(": still here\n\n");
          }
        }
      } finally {
        unsubscribe();
        closing.removeEventListener("abort", end);
      }
    });
  });
}

/** True when woken, false when the heartbeat's time came first. */
function waitForWake(register: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), heartbeatMs);
    register(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
