import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  createClock,
  createSimulator,
  createSimulatorContext,
  createSimulatorServer,
  defineAct,
  type FaultInput,
  type SimulatorServer,
} from "./index.ts";

function counterSimulator() {
  const context = createSimulatorContext("counter", {
    clock: createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" }),
  });
  const rows = context.store.table<{ id: string; value: number }>("counters", (row) => row.id);
  const increase = (by: number) => {
    const row = rows.get("a") ?? rows.put({ id: "a", value: 0 });
    row.value += by;
    context.ledger.append("counter-increased", { by, value: row.value });
    return row;
  };
  return createSimulator(context, {
    seedStore: () => rows.put({ id: "a", value: 10 }),
    acts: { increase: defineAct(z.object({ by: z.number() }), ({ by }) => increase(by)) },
    operationOf: (_request, path) => (path === "/value" ? "getValue" : undefined),
    routes(app) {
      app.get("/value", (c) => c.json({ value: rows.get("a")?.value, padding: "x".repeat(400) }));
      app.post("/value", (c) => c.json({ value: increase(1).value }, 201));
    },
  });
}

let server: SimulatorServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start() {
  const simulator = counterSimulator();
  server = createSimulatorServer({ simulators: [simulator], extraRoutes: new Hono().get("/", (c) => c.text("front")) });
  const origin = await server.start();
  const value = `${origin}/counter/value`;
  const arm = (...faults: FaultInput[]) => {
    for (const fault of faults) simulator.faults.add(fault);
  };
  return { simulator, origin, value, arm };
}

async function json(response: Response | Promise<Response>) {
  return (await (await response).json()) as Record<string, unknown>;
}

describe("simulator server", () => {
  it("serves each simulator under its prefix and extra routes beside them", async () => {
    const { origin, value } = await start();
    expect((await json(fetch(value))).value).toBe(10);
    expect(await (await fetch(origin)).text()).toBe("front");
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404);
  });

  it("answers without a socket too", async () => {
    const simulator = counterSimulator();
    expect((await json(await simulator.app.request("/counter/value"))).value).toBe(10);
  });

  it("answers a set number of matching calls with an error status and Retry-After", async () => {
    const { value, arm } = await start();
    arm({ kind: "status", status: 429, retryAfterSeconds: 7, operation: "getValue", method: "GET", count: 2, skip: 1 });
    const seen: [number, string | null][] = [];
    for (let call = 0; call < 4; call += 1) {
      const answer = await fetch(value);
      seen.push([answer.status, answer.headers.get("retry-after")]);
    }
    expect(seen).toEqual([
      [200, null],
      [429, "7"],
      [429, "7"],
      [200, null],
    ]);
  });

  it("cuts before the effect: nothing was done", async () => {
    const { simulator, value, arm } = await start();
    arm({ kind: "cut", when: "before-effect" });
    await expect(fetch(value, { method: "POST" })).rejects.toThrow();
    expect(simulator.ledger.count("counter-increased")).toBe(0);
  });

  it("cuts after the effect: it was done, the answer is lost", async () => {
    const { simulator, value, arm } = await start();
    arm({ kind: "cut", when: "after-effect", path: "/val*" });
    await expect(fetch(value, { method: "POST" })).rejects.toThrow();
    expect(simulator.ledger.list({ kind: "counter-increased" }).map(({ data }) => data)).toEqual([
      { by: 1, value: 11 },
    ]);
    expect(simulator.requests.list().map(({ data }) => data["fault"])).toEqual(["cut"]);
  });

  it("breaks a body off, spoils a body, and shows an HTML page", async () => {
    const { value, arm } = await start();
    arm({ kind: "truncated-body" }, { kind: "malformed-body" }, { kind: "html-page" });
    const truncated = await fetch(value);
    expect(truncated.status).toBe(200);
    await expect(truncated.text()).rejects.toThrow();
    const malformed = await fetch(value);
    await expect(malformed.json()).rejects.toThrow(SyntaxError);
    const page = await fetch(value);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect((await json(fetch(value))).value).toBe(10);
  });

  it("holds an answer back", async () => {
    const { value, arm } = await start();
    arm({ kind: "slow", milliseconds: 5_000 });
    await expect(fetch(value, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });

  it("runs an act during a call, so that data change while somebody pages", async () => {
    const { value, arm } = await start();
    arm({ kind: "act", act: "increase", input: { by: 5 } });
    expect((await json(fetch(value))).value).toBe(10);
    expect((await json(fetch(value))).value).toBe(15);
  });

  it("spoils by a probability that the seed decides", async () => {
    const strikes = async () => {
      const simulator = counterSimulator();
      simulator.faults.add({ kind: "status", status: 500, probability: 0.5, count: null });
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await simulator.app.request("/counter/value")).status);
      return statuses;
    };
    const first = await strikes();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await strikes()).toEqual(first);
  });

  it("goes back to the seed at reset and to a snapshot at restore", async () => {
    const { simulator, value } = await start();
    await fetch(value, { method: "POST" });
    const snapshot = simulator.snapshot();
    await fetch(value, { method: "POST" });
    simulator.restore(snapshot);
    expect((await json(fetch(value))).value).toBe(11);
    simulator.reset();
    expect((await json(fetch(value))).value).toBe(10);
    expect(simulator.ledger.list()).toEqual([]);
  });
});

describe("control API", () => {
  const send = (url: string, method: string, body?: unknown) =>
    fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

  it("sets faults, acts, reads ledger and requests, and resets from another process", async () => {
    const { origin, value } = await start();
    const control = `${origin}/_simulator/counter`;
    expect((await send(`${control}/faults`, "POST", { kind: "status", status: 503 })).status).toBe(201);
    expect((await fetch(value)).status).toBe(503);
    expect(await json(send(`${control}/acts/increase`, "POST", { by: 2 }))).toEqual({ id: "a", value: 12 });
    const ledger = (await (await fetch(`${control}/ledger?kind=counter-increased`)).json()) as { data: unknown }[];
    expect(ledger.map(({ data }) => data)).toEqual([{ by: 2, value: 12 }]);
    const requests = (await (await fetch(`${control}/requests`)).json()) as { kind: string }[];
    expect(requests).toHaveLength(1);
    expect((await send(`${origin}/_simulator/reset`, "POST")).status).toBe(200);
    expect((await json(fetch(value))).value).toBe(10);
  });

  it("moves the clock", async () => {
    const { simulator, origin } = await start();
    await send(`${origin}/_simulator/clock`, "PUT", { advanceMilliseconds: 60_000 });
    expect(simulator.clock.iso()).toBe("2026-03-01T12:01:00.000Z");
    await send(`${origin}/_simulator/clock`, "PUT", { at: "2027-01-01T00:00:00Z" });
    expect(simulator.clock.iso()).toBe("2027-01-01T00:00:00.000Z");
  });

  it("names what is wrong with a request", async () => {
    const { origin } = await start();
    const control = `${origin}/_simulator/counter`;
    const badFault = await send(`${control}/faults`, "POST", { kind: "gremlin" });
    expect(badFault.status).toBe(400);
    const badAct = await send(`${control}/acts/increase`, "POST", { by: "two" });
    expect([badAct.status, (await json(badAct)).error]).toEqual([400, expect.stringContaining("by")]);
    const noAct = await send(`${control}/acts/explode`, "POST");
    expect([noAct.status, (await json(noAct)).error]).toEqual([409, expect.stringContaining("increase")]);
    expect((await fetch(`${origin}/_simulator/nobody/ledger`)).status).toBe(404);
  });
});
