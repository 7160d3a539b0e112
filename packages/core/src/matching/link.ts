import type { QueueReason } from "../resolution/index.ts";
import { assignByBar, type OpenLine } from "./assign-by-bar.ts";
import { defaultCalibration, probabilityAlone } from "./calibration.ts";
import { exactTiers, judgeItem, type Tier } from "./exact-tiers.ts";
import { allInterchangeable, areInterchangeable, byAge } from "./interchangeable.ts";
import { Ledger } from "./ledger.ts";
import { readTitleOffer } from "./normalise/title-kind.ts";
import { offerConflict } from "./offer-evidence.ts";
import { namesSeveral, proposeBundle } from "./propose-bundle.ts";
import { readSale, scoreItem, tellScore } from "./score.ts";
import { openIndex, type StockIndex } from "./stock-index.ts";
import { suggestWith } from "./suggest.ts";
import { titleNamesAnother, titlesAreStrangers } from "./title-says-otherwise.ts";
import type {
  Candidate,
  LinkDecision,
  MatchDecision,
  MatchIndex,
  MatchItem,
  MatchKind,
  MatchLine,
  MatchPolicy,
  QueueDecision,
} from "./types.ts";

const suggestionsKept = 5;
/** With a bar, more candidates take part in the assignment than a person is shown. */
const suggestionsContested = 16;
const losersKept = 5;

interface Run {
  index: StockIndex;
  policy: MatchPolicy;
  ledger: Ledger;
}

// Kinds of evidence that are the seller's own statement: when they contradict the sale, a person is asked at once.
const statements: ReadonlySet<MatchKind> = new Set(["sku", "sku_base", "sku_case", "listing"]);

function remainingOf(line: MatchLine): number {
  return Math.max(0, line.needed - line.held);
}

function freeOf(item: MatchItem, line: MatchLine, { tier, run }: { tier: Tier; run: Run }): number {
  return tier.kind === "legacy" ? run.ledger.legacyAvailable(item, line, run.policy) : run.ledger.available(item);
}

function queue(line: MatchLine, run: Run, { reason, free }: { reason: QueueReason; free: number }): QueueDecision {
  const candidates = suggestWith(line, run.index, {
    limit: run.policy.probabilityBar === null ? suggestionsKept : suggestionsContested,
    ledger: run.ledger,
    ...(run.policy.calibration ? { calibration: run.policy.calibration } : {}),
  });
  const bundle = proposeBundle(line, run.index, run.ledger);
  return {
    outcome: "queued",
    lineId: line.id,
    reason,
    needed: line.needed,
    found: line.held + free,
    candidates,
    bundle,
  };
}

function candidateOf(
  line: MatchLine,
  item: MatchItem,
  { tier, run, lostBecause }: { tier: Tier; run: Run; lostBecause: string | null },
): Candidate {
  // Exact findings decide by themselves; reading titles for each of them would slow every sync.
  const hits = [{ kind: tier.kind, reason: () => tier.reason }];
  const scored = tellScore(scoreItem(readSale(line), item, { hits, title: [] }));
  const calibration = run.policy.calibration ?? defaultCalibration;
  const score = probabilityAlone(scored.logOdds, [], calibration);
  return { itemId: item.id, available: freeOf(item, line, { tier, run }), score, lostBecause, ...scored };
}

/** Takes units oldest first until the line is served. */
function allocate(line: MatchLine, items: readonly MatchItem[], context: { tier: Tier; run: Run }): LinkDecision {
  const { tier, run } = context;
  let left = remainingOf(line);
  const units: { itemId: string; quantity: number }[] = [];
  const taken: Candidate[] = [];
  const lost: Candidate[] = [];
  for (const item of [...items].sort(byAge)) {
    const quantity = Math.min(left, freeOf(item, line, context));
    if (quantity <= 0) {
      if (lost.length >= losersKept) break;
      lost.push(candidateOf(line, item, { tier, run, lostBecause: "An equal unit is older." }));
      continue;
    }
    taken.push(candidateOf(line, item, { tier, run, lostBecause: null }));
    units.push({ itemId: item.id, quantity });
    left -= quantity;
  }
  for (const { itemId, quantity } of units) {
    if (tier.kind === "legacy") run.ledger.takeLegacy(itemId, quantity);
    else run.ledger.take(itemId, quantity);
  }
  const score = taken[0]?.score ?? 0;
  return { outcome: "linked", lineId: line.id, units, method: tier.kind, score, candidates: [...taken, ...lost] };
}

/** Chooses among free units of one kind of evidence, or says why it cannot. */
function choose(line: MatchLine, items: readonly MatchItem[], context: { tier: Tier; run: Run }): MatchDecision {
  const { run } = context;
  const remaining = remainingOf(line);
  const free = items.reduce((sum, item) => sum + freeOf(item, line, context), 0);
  if (free < remaining) return queue(line, run, { reason: "insufficient", free });
  if (items.length > 1 && !allInterchangeable(items)) return queue(line, run, { reason: "multiple", free });
  if (items.length === 1 || run.policy.fifoInterchangeable || free === remaining) return allocate(line, items, context);
  return queue(line, run, { reason: "multiple", free });
}

function narrowToListing(line: MatchLine, items: readonly MatchItem[], run: Run): readonly MatchItem[] {
  const listed = new Set(run.index.listed(line).map((item) => item.id));
  const both = items.filter((item) => listed.has(item.id));
  // Equal units are not narrowed: the oldest goes, whichever of them the listing names.
  return both.length === 0 || allInterchangeable(items) ? items : both;
}

function listingDisagrees(line: MatchLine, items: readonly MatchItem[], run: Run): boolean {
  const listed = run.index.listed(line).filter((item) => run.ledger.available(item) > 0);
  if (listed.length === 0 || listed.some((item) => items.includes(item))) return false;
  return !listed.every((other) => items.some((item) => areInterchangeable(item, other)));
}

function agreesWithListing(line: MatchLine, items: readonly MatchItem[], run: Run): boolean {
  const listed = new Set(run.index.listed(line).map(({ id }) => id));
  return items.some(({ id }) => listed.has(id));
}

/** Whether the sale itself says something else than the key by which it was found. */
function isDoubtful(line: MatchLine, { kind }: Tier, { fitting, run }: { fitting: readonly MatchItem[]; run: Run }) {
  if (!statements.has(kind) && kind !== "identifier") return false;
  const isSku = kind === "sku" || kind === "sku_base" || kind === "sku_case";
  if (isSku && listingDisagrees(line, fitting, run)) return true;
  if (isSku && !agreesWithListing(line, fitting, run) && fitting.every((item) => titlesAreStrangers(line, item)))
    return true;
  return fitting.every((item) => titleNamesAnother(line, item, run.index));
}

type TierVerdict = { decided: MatchDecision } | { blocked: QueueReason | null; promised: boolean };

function judgeTier(line: MatchLine, tier: Tier, run: Run): TierVerdict {
  const judged = tier.items.map((item) => ({
    item,
    verdict: tier.kind === "pin" ? ("fits" as const) : judgeItem(line, item, run.index),
    free: freeOf(item, line, { tier, run }),
  }));
  const fitting = judged.filter(({ verdict, free }) => verdict === "fits" && free > 0).map(({ item }) => item);
  if (fitting.length > 0) {
    if (isDoubtful(line, tier, { fitting, run })) return { decided: queue(line, run, { reason: "conflict", free: 0 }) };
    return { decided: choose(line, narrowToListing(line, fitting, run), { tier, run }) };
  }
  const unfit = judged.filter(({ verdict, free }) => verdict !== "fits" && free > 0);
  const promised = judged.some(({ verdict, item }) => verdict === "fits" && run.ledger.isPromised(item));
  if (unfit.length === 0 || tier.kind === "pre_linked" || tier.kind === "legacy") return { blocked: null, promised };
  // The right product in another condition is nearer than another product.
  const blocked = unfit.some(({ verdict }) => verdict === "condition") ? "condition" : "conflict";
  if (statements.has(tier.kind)) return { decided: queue(line, run, { reason: blocked, free: 0 }) };
  return { blocked, promised };
}

const reasonOfKind: Readonly<Partial<Record<MatchKind, QueueReason>>> = {
  sku_case: "sku_case",
  set_number: "set_number",
  title: "title",
};

function linkLine(line: MatchLine, run: Run): MatchDecision {
  let blocked: QueueReason | null = null;
  let promised = false;
  for (const tier of exactTiers(line, run.index, run)) {
    const verdict = judgeTier(line, tier, run);
    if ("decided" in verdict) return verdict.decided;
    blocked ??= verdict.blocked;
    promised ||= verdict.promised;
  }
  if (blocked) return queue(line, run, { reason: blocked, free: 0 });
  if (promised) return queue(line, run, { reason: line.held > 0 ? "insufficient" : "oversold", free: 0 });
  const suggested = queue(line, run, { reason: "no_match", free: 0 });
  const [top] = suggested.candidates;
  if (!top) return suggested;
  return { ...suggested, reason: reasonOfKind[top.kind] ?? "no_match" };
}

function byOrderAge(a: MatchLine, b: MatchLine): number {
  const age = Date.parse(a.placedAt) - Date.parse(b.placedAt);
  if (age !== 0) return age;
  if (a.orderId !== b.orderId) return a.orderId < b.orderId ? -1 : 1;
  return a.position - b.position;
}

function trimmed(decision: MatchDecision): MatchDecision {
  const kept = decision.outcome === "linked" ? decision.units.length + losersKept : suggestionsKept;
  return { ...decision, candidates: decision.candidates.slice(0, kept) };
}

const reasonsForBar: ReadonlySet<QueueReason> = new Set(["sku_case", "set_number", "title"]);

function linkSuggested(lines: readonly MatchLine[], decisions: MatchDecision[], run: Run): MatchDecision[] {
  const bar = run.policy.probabilityBar;
  if (bar === null) return decisions;
  const open = decisions.flatMap((decision, at): OpenLine[] => {
    const line = lines[at];
    if (!line || decision.outcome === "linked" || !reasonsForBar.has(decision.reason)) return [];
    if (namesSeveral(line, run.index)) return [];
    const offer = readTitleOffer(line.title);
    const fitting = decision.candidates.filter(({ itemId }) => {
      const item = run.index.get(itemId);
      if (!item || judgeItem(line, item, run.index) !== "fits") return false;
      return offerConflict(offer, item)?.blocks !== true;
    });
    return [{ line, candidates: fitting }];
  });
  const linked = assignByBar(open, { index: run.index, ledger: run.ledger, bar });
  return decisions.map((decision) => trimmed(linked.get(decision.lineId) ?? decision));
}

/**
 * Decides lines together, oldest order first, so that no unit is given twice: exact and unambiguous ones are linked;
 * with a probability bar, then the suggestions that reach it; the others are queued with a reason and ranked
 * suggestions. Pure: the index is not changed.
 */
export function link(lines: readonly MatchLine[], index: MatchIndex, policy: MatchPolicy): MatchDecision[] {
  const run: Run = { index: openIndex(index), policy, ledger: new Ledger() };
  const ordered = [...lines].sort(byOrderAge);
  const decisions = ordered.map((line) => linkLine(line, run));
  return linkSuggested(ordered, decisions, run);
}
