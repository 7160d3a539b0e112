import { expect, test } from "vitest";
import type { SyncStatus } from "./api-types.ts";
import { oldestRead } from "./oldest-read.ts";

const read = (kind: SyncStatus["kind"], lastSuccessAt: string | null) => ({ kind, lastSuccessAt }) as SyncStatus;

test("all is known as of the shop that was read longest ago", () => {
  const statuses = [
    read("orders", "2026-11-21T10:00:00.000Z"),
    read("orders", "2026-11-21T09:00:00.000Z"),
    read("listings", "2026-11-20T09:00:00.000Z"),
  ];
  expect(oldestRead(statuses, "orders")).toBe("2026-11-21T09:00:00.000Z");
});

test("nothing is said to be known while a shop was never read, nor without a shop", () => {
  expect(oldestRead([read("orders", "2026-11-21T10:00:00.000Z"), read("orders", null)], "orders")).toBeNull();
  expect(oldestRead([], "orders")).toBeNull();
});
