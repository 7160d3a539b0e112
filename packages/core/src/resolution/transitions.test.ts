import { expect, test } from "vitest";
import { checkTransitions, lineTransitions, type TransitionTable } from "./transitions.ts";

test("every state of the line is known, can be reached and can be left", () => {
  expect(checkTransitions(lineTransitions, "pending")).toEqual([]);
});

test("the check finds a state that cannot be reached, an unknown target and a dead end", () => {
  const { released: _, ...rest } = lineTransitions;
  const broken = {
    ...rest,
    pending: { observe: ["pending", "linked"], skip: ["skipped"], queue: ["lost"] },
    skipped: {},
    released: { reopen: ["queued"] },
  } as unknown as TransitionTable;
  const problems = checkTransitions(broken, "pending");
  expect(problems).toContain("unknown target lost in pending");
  expect(problems).toContain("no way out of skipped");
  expect(checkTransitions({ ...lineTransitions, pending: {}, queued: {} }, "pending")).toContain(
    "state released cannot be reached",
  );
});
