import { batchSize } from "../calibration.ts";
import { link } from "../link.ts";
import { type MatchDecision, type MatchIndex, type MatchLine, type MatchPolicy, suggestionKinds } from "../types.ts";
import { engineBar, type LearnedCalibration } from "./learn-calibration.ts";

/** From which probability on a channel links suggestions by itself, and what the seller's decisions say of it. */
export interface ChannelBar {
  bar: number;
  /** Null where the seller did not switch learning on. */
  learned: LearnedCalibration | null;
}

/** The seller's choices, with a bar for each channel. */
export interface ChannelPolicy extends Omit<MatchPolicy, "probabilityBar"> {
  /** Null where a platform links no suggestion by itself. */
  barOf: (platform: string) => ChannelBar | null;
}

const isSuggestion = (decision: MatchDecision) =>
  decision.outcome === "linked" && suggestionKinds.some((kind) => kind === decision.method);

/**
 * Decides lines of several channels together, so that no unit is given twice, each suggestion against its own
 * channel's bar. Like `link` where all channels agree.
 */
export function linkByChannel(lines: readonly MatchLine[], index: MatchIndex, policy: ChannelPolicy): MatchDecision[] {
  const { barOf, ...choices } = policy;
  const strict = { ...choices, probabilityBar: null };
  const bars = new Map([...new Set(lines.map(({ platform }) => platform))].map((name) => [name, barOf(name)]));
  if ([...bars.values()].every((bar) => bar === null)) return link(lines, index, strict);
  const asked = new Map(link(lines, index, strict).map((decision) => [decision.lineId, decision]));
  const isOpen = (line: MatchLine) => asked.get(line.id)?.outcome === "queued";
  const wanted = wantedBars(bars, lines.filter(isOpen));
  // Exact links keep their units; lines whose channel has no bar take no part in the second round.
  let taking = lines.filter((line) => !isOpen(line) || wanted.has(line.platform));
  for (;;) {
    const open = taking.filter(isOpen);
    if (open.length === 0) return inOrder(lines, asked);
    const lowest = Math.min(...open.map(({ platform }) => wanted.get(platform) ?? Number.POSITIVE_INFINITY));
    const decided = new Map(
      link(taking, index, { ...choices, probabilityBar: lowest }).map((decision) => [decision.lineId, decision]),
    );
    const below = open.filter(({ id, platform }) => {
      const decision = decided.get(id);
      if (decision?.outcome !== "linked" || !isSuggestion(decision)) return false;
      return decision.score < (wanted.get(platform) ?? Number.POSITIVE_INFINITY);
    });
    if (below.length === 0) return inOrder(lines, new Map([...asked, ...decided]));
    const out = new Set(below.map(({ id }) => id));
    taking = taking.filter(({ id }) => !out.has(id));
  }
}

/** The engine's probability that each channel asks for; channels that link nothing are absent. */
function wantedBars(
  bars: ReadonlyMap<string, ChannelBar | null>,
  open: readonly MatchLine[],
): ReadonlyMap<string, number> {
  // A batch reads its probabilities from another curve: what was learned of single sales may only make it stricter.
  const isBatch = open.length >= batchSize;
  return new Map(
    [...bars].flatMap(([platform, channel]) => {
      if (channel === null) return [];
      const wanted = engineBar(channel.bar, channel.learned);
      const bar = isBatch ? Math.max(channel.bar, wanted) : wanted;
      return Number.isFinite(bar) ? [[platform, bar] as const] : [];
    }),
  );
}

function inOrder(lines: readonly MatchLine[], decisions: ReadonlyMap<string, MatchDecision>): MatchDecision[] {
  return lines.flatMap(({ id }) => decisions.get(id) ?? []);
}
