/** One figure that is to be told to a platform. */
export interface PlannedPush {
  known: number | null;
  wanted: number;
  /** ISO 8601. */
  changedAt: string;
}

/** True where fewer units are to be offered, or where nothing is known: the harm of waiting is an order too many. */
export function isWithdrawal({ known, wanted }: PlannedPush): boolean {
  return known === null || wanted < known;
}

/** Withdrawals first, those to nothing before all others, then the longest waiting. */
export function byUrgency(a: PlannedPush, b: PlannedPush): number {
  const rank = (push: PlannedPush) => (isWithdrawal(push) ? (push.wanted === 0 ? 0 : 1) : 2);
  return rank(a) - rank(b) || Date.parse(a.changedAt) - Date.parse(b.changedAt);
}

/** The slowest platform first: there a unit that is sold elsewhere stays on offer longest. Unknown counts as slow. */
export function bySlowness(a: { paceMs: number | null }, b: { paceMs: number | null }): number {
  return (b.paceMs ?? Number.MAX_SAFE_INTEGER) - (a.paceMs ?? Number.MAX_SAFE_INTEGER);
}

/** The running mean of how long figures take to arrive; the newest counts for a fifth. */
export function paceAfter(pace: number | null, took: number): number {
  return pace === null ? Math.round(took) : Math.round(pace * 0.8 + took * 0.2);
}

const mostAtOnce = 40;
const fewAtOnce = 10;
const chunkTakesMs = 15_000;

/**
 * How many figures are sent together, so that an urgent one that comes meanwhile waits about a quarter of a minute at
 * most: by the pace of the platform, and few where that is not known yet.
 */
export function figuresAtOnce(paceMs: number | null): number {
  if (paceMs === null) return fewAtOnce;
  return Math.max(1, Math.min(mostAtOnce, Math.floor(chunkTakesMs / Math.max(1, paceMs))));
}

const firstPauseMs = 5_000;
const longestPauseMs = 15 * 60_000;

/** How long to wait after so many failed tries (1 is the first), in milliseconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(20, Math.max(0, attempts - 1)));
}
