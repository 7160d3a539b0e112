import { approvedAt } from "../caller.ts";
import type { Grant } from "../monzo-entities.ts";
import { badParameter, verificationRequired } from "../monzo-errors.ts";
import type { MonzoWorld } from "../monzo-world.ts";

const DAY_MS = 24 * 3600 * 1000;

/** Refuses the whole call when it reaches further back than the grant may see at this moment. */
export function requireVisible(world: MonzoWorld, grant: Grant, from: number) {
  const now = world.clock.milliseconds();
  if (isWindowOpen(world, grant, now)) return;
  if (now - from >= world.settings.historyDays * DAY_MS) throw verificationRequired();
}

function isWindowOpen(world: MonzoWorld, grant: Grant, now: number): boolean {
  const { historyWindowSeconds, historyWindowStarts } = world.settings;
  const opened = historyWindowStarts === "sign-in" ? grant.signedInAt : approvedAt(world, grant);
  return opened !== null && now - opened < historyWindowSeconds * 1000;
}

/** Refuses a call about more days at once than Monzo answers. */
export function requireSpan(world: MonzoWorld, from: number, to: number) {
  const { spanDays } = world.settings;
  if (spanDays !== null && to - from > spanDays * DAY_MS) {
    throw badParameter("since", `Ask for no more than ${spanDays} days at a time`);
  }
}
