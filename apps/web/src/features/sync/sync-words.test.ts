import { expect, test } from "vitest";
import type { SyncRun } from "../../lib/api-types.ts";
import { durationOf, remedyOf, showInterval, stateOf } from "./sync-words.ts";

const run: SyncRun = {
  ...{ id: "r", connectionId: "c", platform: "ebay", kind: "orders", state: "done", errors: [], calls: 3 },
  ...{ startedAt: "2026-11-21T10:00:00.000Z", finishedAt: "2026-11-21T10:00:04.500Z", cancelling: false },
  ...{ seen: 10, created: 1, updated: 2, unchanged: 7, failed: 0, linked: 1, queued: 0, startedBy: null, from: null },
};

test("a run in which everything failed is red, one in which something failed wants a look", () => {
  expect(stateOf(run).tone).toBe("done");
  expect(stateOf({ ...run, failed: 1 })).toEqual({ word: "Done in part", tone: "wants" });
  expect(stateOf({ ...run, state: "failed", failed: 10 })).toEqual({ word: "All failed", tone: "failed" });
  expect(stateOf({ ...run, state: "running", cancelling: true }).word).toBe("Stopping");
});

test("each trouble has the button that mends it", () => {
  const failed = (code?: string): SyncRun => ({
    ...run,
    state: "failed",
    errors: [{ message: "m", externalId: null, ...(code === undefined ? {} : { code }) }],
  });
  expect(remedyOf(run)).toBe("none");
  expect(remedyOf(failed("auth_revoked"))).toBe("reconnect");
  expect(remedyOf(failed("quota_exhausted"))).toBe("wait");
  expect(remedyOf(failed())).toBe("retry");
});

test("durations and intervals read as people say them", () => {
  expect(durationOf(run)).toBe(4500);
  expect(durationOf({ ...run, finishedAt: null })).toBeNull();
  expect([15, 60, 120, 1440].map(showInterval)).toEqual([
    "Every 15 minutes",
    "Every hour",
    "Every 2 hours",
    "Every day",
  ]);
});
