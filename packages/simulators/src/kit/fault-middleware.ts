import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { callAct } from "./acts.ts";
import type { Fault, FaultOf } from "./faults.ts";
import type { SimulatorContext, SimulatorDefinition, SimulatorEnv } from "./simulator-types.ts";

/** Stands for a cut connection when a simulator is called in process, where there is no socket. */
export class ConnectionCut extends Error {
  override readonly name = "ConnectionCut";
}

/** Takes a fault for each call, acts it out, and logs the call. */
export function faultMiddleware(
  context: SimulatorContext,
  definition: SimulatorDefinition,
): MiddlewareHandler<SimulatorEnv> {
  return async (c, next) => {
    const path = c.req.path.slice(context.prefix.length) || "/";
    const operation = definition.operationOf?.(c.req.raw, path);
    const fault = context.faults.take({ method: c.req.method, path, operation });
    if (fault !== undefined) c.set("fault", fault);
    let status: number | null = null;
    try {
      const early = await beforeEffect(c, fault, definition);
      if (early === undefined) {
        await next();
        await afterEffect(c, fault, definition);
      } else {
        c.res = early;
      }
      status = fault?.kind === "cut" ? null : c.res.status;
    } finally {
      const query = c.req.url.split("?")[1] ?? "";
      const kind = operation ?? path;
      context.requests.append(kind, { method: c.req.method, path, query, status, fault: fault?.kind ?? null });
    }
  };
}

async function beforeEffect(c: Context<SimulatorEnv>, fault: Fault | undefined, definition: SimulatorDefinition) {
  if (fault === undefined) return undefined;
  if (fault.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
  if (fault.kind === "status") return (await definition.faultAnswer?.(c, fault)) ?? plainError(c, fault);
  if (fault.kind === "token-expired") return await definition.faultAnswer?.(c, fault);
  if (fault.kind === "html-page") return c.html(HTML_PAGE, (fault.status ?? 200) as 200);
  if (fault.kind === "cut" && fault.when === "before-effect") return cut(c);
  if (fault.kind === "act" && fault.when === "before-effect") await callAct(definition.acts, fault.act, fault.input);
  return undefined;
}

async function afterEffect(c: Context<SimulatorEnv>, fault: Fault | undefined, definition: SimulatorDefinition) {
  if (fault === undefined) return;
  if (fault.kind === "cut") replaceResponse(c, cut(c));
  if (fault.kind === "truncated-body") replaceResponse(c, await truncate(c));
  if (fault.kind === "malformed-body") replaceResponse(c, await malform(c.res));
  if (fault.kind === "act" && fault.when === "after-effect") await callAct(definition.acts, fault.act, fault.input);
}

const HTML_PAGE =
  "<!doctype html><html><head><title>Service unavailable</title></head><body><h1>We are doing maintenance</h1></body></html>";

function plainError(c: Context, fault: FaultOf<"status">): Response {
  const headers =
    fault.retryAfterSeconds === undefined ? undefined : { "retry-after": String(fault.retryAfterSeconds) };
  return c.json({ error: `Simulated ${fault.status}` }, fault.status as 500, headers);
}

// Hono merges headers of the earlier answer into a new one unless the earlier one is taken away first.
function replaceResponse(c: Context, response: Response) {
  c.res = undefined;
  c.res = response;
}

function cut(c: Context<SimulatorEnv>): Response {
  const socket = c.env?.incoming?.socket;
  if (socket === undefined) throw new ConnectionCut("The simulated connection was cut");
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function truncate(c: Context<SimulatorEnv>): Promise<Response> {
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) throw new ConnectionCut("The simulated answer broke off");
  const body = Buffer.from(await c.res.arrayBuffer());
  const headers = { ...Object.fromEntries(c.res.headers), "content-length": String(Math.max(2, body.length)) };
  outgoing.writeHead(c.res.status, headers);
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

async function malform(response: Response): Promise<Response> {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(text.slice(0, Math.floor(text.length / 2)) || "{", { status: response.status, headers });
}
