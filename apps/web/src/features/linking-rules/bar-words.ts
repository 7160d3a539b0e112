import { platformName } from "../../components/platform-mark.tsx";
import type { Policy, PolicyTrial } from "../../lib/api-types.ts";

const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

/** A rate in the reader's notation, such as `98.5%`. Cut off, not rounded: a claim must never be shown as more. */
export function showRate(rate: number): string {
  return percent.format(Math.floor(rate * 1000 + 1e-9) / 1000);
}

/** A channel's name in the flow of a sentence; null is all of them. */
export function channelName(platform: string | null): string {
  return platform === null ? "all channels" : platformName(platform);
}

/** The bar that holds on a channel, and whether it is the channel's own. */
export function barOn(policy: Policy, platform: string | null) {
  const own = policy.channels.find((channel) => channel.platform === platform);
  const { probabilityBar, learned } = own ?? policy;
  return { probabilityBar, learned, isOwn: platform === null || own !== undefined };
}

/** What saving a bar does, in one sentence. */
export function describeBar(bar: number | null, platform: string | null): string {
  const where = channelName(platform);
  if (bar === null) return `On ${where}, nothing is linked by probability: exact evidence links, everything else asks.`;
  return `On ${where}, a suggestion that is right with a probability of ${showRate(bar)} or more links by itself, at once and for every new sale.`;
}

/** What the seller's decisions would change at a bar; null where they change nothing. */
export function describeLearning(trial: PolicyTrial, bar: number | null): string {
  if (!trial.learned.trusted)
    return "Your decisions show that the probabilities are too high for your stock. With learning on, only what your decisions prove is linked.";
  const linkedAt = (stops: PolicyTrial["asGiven"]) => stops.find((stop) => stop.bar === bar)?.linked ?? 0;
  const more = linkedAt(trial.withLearning) - linkedAt(trial.asGiven);
  if (more > 0) return `Your decisions prove that ${more} more of these sales could have been linked at this bar.`;
  if (more < 0)
    return `Your decisions speak for more caution: ${-more} fewer of these sales would have been linked at this bar.`;
  return "Your decisions confirm the probabilities as they are: nothing changes at this bar yet.";
}
