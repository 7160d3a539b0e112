import type { ApiKey, DayOfUse } from "./brickset-entities.ts";
import { limitExceeded } from "./brickset-errors.ts";
import type { BricksetWorld } from "./brickset-world.ts";

const DAYS_TOLD = 30;
const DAY_MS = 86_400_000;
const britishDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", dateStyle: "short" });

/** Counts a call of `getSets`; refuses the one beyond the key's daily limit. */
export function countCall(world: BricksetWorld, key: ApiKey) {
  const today = useToday(world, key.apiKey);
  if (key.dailyLimit !== null && today.count >= key.dailyLimit) throw limitExceeded();
  today.count += 1;
}

/** The counter of today, which begins at midnight in Britain. */
export function useToday(world: BricksetWorld, apiKey: string): DayOfUse {
  const day = britishDay.format(world.clock.milliseconds());
  return world.use.get(`${apiKey} ${day}`) ?? world.use.put({ apiKey, day, count: 0 });
}

/** The last days on which the key was used, newest first. */
export function lastDays(world: BricksetWorld, apiKey: string): DayOfUse[] {
  const first = britishDay.format(world.clock.milliseconds() - (DAYS_TOLD - 1) * DAY_MS);
  return world.use
    .where((row) => row.apiKey === apiKey && row.count > 0 && row.day >= first)
    .sort((left, right) => (left.day < right.day ? 1 : -1));
}
