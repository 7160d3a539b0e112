import { laneShares, type ManifestLimit, nextMidnight, type RateLane } from "@counterfoil/connector-kit";

/**
 * What is used of one limit, as JSON in the database. Calls are counted when they are handed out, and a process makes
 * them a moment later: each kind of window allows for that moment, so that the platform never sees more than its limit.
 */
export interface WindowState {
  /** `sliding`: ends of slots in epoch milliseconds with the calls that were handed out in them. */
  slots?: [end: number, calls: number][];
  /** `bucket`: calls that were in it at a time. */
  tokens?: number;
  filledAt?: number;
  /** `bucket`: the rate that the platform told of. */
  perSecond?: number;
  /** `day-…`: calls of the day that ends then. */
  used?: number;
  endsAt?: number;
}

/** How much of a window may be had. */
export interface Room {
  /** Calls that may be made at once, as a whole number. */
  calls: number;
  /** When the first one may be made; now when there is room. Epoch milliseconds. */
  freeAt: number;
  /** Until when calls that are handed out now must be made. */
  validUntil: number;
}

const slotsInWindow = 20;
/** Longest that calls are held back before they are made. */
const holdMs = { bucket: 200, day: 60_000 } as const;
/** The way to the platform takes one call longer than another. */
const jitterMs = 150;
/** Nobody's clock strikes midnight with the platform's. */
const midnightMs = 2000;
const rounding = 1e-6;

/** The name under which a limit's state is kept. */
export function windowName({ window, windowSeconds }: ManifestLimit): string {
  return window === "sliding" || window === "bucket" ? `${window}-${windowSeconds}` : window;
}

/** Whether calls that were handed out and not made may be put back. */
export function isDay({ window }: ManifestLimit): boolean {
  return window === "day-utc" || window === "day-pacific";
}

function allowedFor(lane: RateLane, requests: number): number {
  return Math.max(1, Math.floor(requests * laneShares[lane]));
}

/** How many calls a lane may make now. */
export function roomIn(limit: ManifestLimit, state: WindowState, { now, lane }: { now: number; lane: RateLane }): Room {
  if (limit.window === "sliding") return slidingRoom(limit, state, { now, lane });
  if (limit.window === "bucket") return bucketRoom(limit, state, { now, lane });
  const { used, endsAt } = dayOf(limit, state, now);
  const closing = now >= endsAt - midnightMs;
  const calls = closing ? 0 : Math.max(0, allowedFor(lane, limit.requests) - used);
  const validUntil = Math.min(now + holdMs.day, endsAt - midnightMs);
  return { calls, freeAt: calls > 0 ? now : endsAt + (closing ? midnightMs : 0), validUntil };
}

function dayOf(limit: ManifestLimit, state: WindowState, now: number): { used: number; endsAt: number } {
  const { endsAt, used } = state;
  if (endsAt !== undefined && now < endsAt) return { used: used ?? 0, endsAt };
  return { used: 0, endsAt: nextMidnight(now, limit.window === "day-pacific" ? "day-pacific" : "day-utc") };
}

function slotLength({ windowSeconds }: ManifestLimit): number {
  return (windowSeconds * 1000) / slotsInWindow;
}

/** A slot's calls count until none of them can be inside the platform's window any more. */
function slotLife(limit: ManifestLimit): number {
  const windowMs = limit.windowSeconds * 1000;
  return windowMs + Math.min(jitterMs, windowMs / slotsInWindow);
}

function openSlots(limit: ManifestLimit, state: WindowState, now: number): [number, number][] {
  return (state.slots ?? []).filter(([end]) => end + slotLife(limit) > now);
}

function slidingRoom(limit: ManifestLimit, state: WindowState, { now, lane }: { now: number; lane: RateLane }): Room {
  const slots = openSlots(limit, state, now);
  const allowed = allowedFor(lane, limit.requests);
  let count = slots.reduce((sum, [, calls]) => sum + calls, 0);
  const length = slotLength(limit);
  const validUntil = (Math.floor(now / length) + 1) * length;
  if (count < allowed) return { calls: allowed - count, freeAt: now, validUntil };
  for (const [end, calls] of slots.toSorted(([a], [b]) => a - b)) {
    count -= calls;
    if (count < allowed) return { calls: 0, freeAt: end + slotLife(limit), validUntil };
  }
  return { calls: 0, freeAt: now + slotLife(limit), validUntil };
}

interface Bucket {
  depth: number;
  perMs: number;
  tokens: number;
}

/**
 * The bucket is made smaller by what flows in while a call is on its way, or, where it holds one call only, slower by
 * that time.
 */
function bucketOf(limit: ManifestLimit, state: WindowState, now: number): Bucket {
  const told = (state.perSecond ?? limit.requests / limit.windowSeconds) / 1000;
  const late = holdMs.bucket + jitterMs;
  const smaller = limit.requests - told * late;
  const depth = Math.max(1, smaller);
  const perMs = smaller < 1 ? 1 / (1 / told + late) : told;
  const { tokens, filledAt } = state;
  if (tokens === undefined || filledAt === undefined) return { depth, perMs, tokens: depth };
  return { depth, perMs, tokens: Math.min(depth, tokens + Math.max(0, now - filledAt) * perMs) };
}

function bucketRoom(limit: ManifestLimit, state: WindowState, { now, lane }: { now: number; lane: RateLane }): Room {
  const { depth, perMs, tokens } = bucketOf(limit, state, now);
  const kept = depth - Math.min(depth, Math.max(1, depth * laneShares[lane]));
  const calls = Math.max(0, Math.floor(tokens - kept + rounding));
  const validUntil = now + holdMs.bucket;
  return { calls, freeAt: calls > 0 ? now : now + Math.ceil((1 + kept - tokens) / perMs), validUntil };
}

/** Takes calls out of a window; a negative number puts them back. */
export function take(
  limit: ManifestLimit,
  state: WindowState,
  { now, calls }: { now: number; calls: number },
): WindowState {
  if (limit.window === "sliding") return { ...state, slots: takeFromSlots(limit, state, { now, calls }) };
  if (limit.window === "bucket") {
    return { ...state, tokens: bucketOf(limit, state, now).tokens - calls, filledAt: now };
  }
  const { used, endsAt } = dayOf(limit, state, now);
  return { ...state, used: Math.max(0, used + calls), endsAt };
}

function takeFromSlots(
  limit: ManifestLimit,
  state: WindowState,
  { now, calls }: { now: number; calls: number },
): [number, number][] {
  const length = slotLength(limit);
  const end = (Math.floor(now / length) + 1) * length;
  const slots = openSlots(limit, state, now);
  const others = slots.filter(([other]) => other !== end);
  const own = slots.find(([other]) => other === end)?.[1] ?? 0;
  return [...others, [end, own + calls]];
}

/** Calls that are used of a window now. */
export function usedOf(limit: ManifestLimit, state: WindowState, now: number): number {
  if (limit.window === "sliding") return openSlots(limit, state, now).reduce((sum, [, calls]) => sum + calls, 0);
  if (limit.window === "bucket") {
    const { depth, tokens } = bucketOf(limit, state, now);
    return Math.max(0, Math.ceil(depth - tokens - rounding));
  }
  return dayOf(limit, state, now).used;
}

/** Takes over what the platform says it counted, when that is more. */
export function raiseTo(
  limit: ManifestLimit,
  state: WindowState,
  { now, used }: { now: number; used: number },
): WindowState {
  const missing = Math.min(used, limit.requests) - usedOf(limit, state, now);
  return missing > 0 ? take(limit, state, { now, calls: missing }) : state;
}
