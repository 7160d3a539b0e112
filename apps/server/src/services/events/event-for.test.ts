import { expect, it } from "vitest";
import { eventFor } from "./event-for.ts";
import { everythingChanged, type WorkspaceEvent } from "./workspace-event.ts";

const [own, other] = ["0a", "0b"];
const run = { type: "sync-progress", runId: "r", state: "running", counts: { seen: 1 } } as const;

it("whoever sees all connections hears every event whole", () => {
  const event: WorkspaceEvent = { type: "orders-changed", orderIds: ["1"] };
  expect(eventFor(null, event)).toBe(event);
});

it("whoever is confined hears of their own connections' runs alone", () => {
  expect(eventFor([own], { ...run, connectionId: own })).toEqual({ ...run, connectionId: own });
  expect(eventFor([own], { ...run, connectionId: other })).toBeNull();
  expect(eventFor([], { type: "job-progress", jobId: "j", kind: "k", state: "done", progress: {} })).toBeNull();
});

it("whoever is confined hears that something changed, and not what", () => {
  expect(eventFor([own], { type: "orders-changed", orderIds: ["1"] })).toEqual({ type: "orders-changed" });
  expect(eventFor([own], { type: "resolution-changed", platform: "ebay" })).toEqual({ type: "resolution-changed" });
  for (const event of everythingChanged) expect(eventFor([own], event)).toEqual(event);
});
