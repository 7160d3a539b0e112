import { platformName } from "../../components/platform-mark.tsx";
import type { Policy, PolicyTrial } from "../../lib/api-types.ts";
import { showPercent } from "../../lib/format.ts";
import { t } from "./texts.ts";

/** A rate in the reader's notation, such as `98.5%`. Cut off, not rounded: a claim must never be shown as more. */
export function showRate(rate: number): string {
  return showPercent(Math.floor(rate * 1000 + 1e-9) / 1000);
}

/** A channel's name in the flow of a sentence; null is all of them. */
export function channelName(platform: string | null): string {
  return platform === null ? t("bar.allChannels") : platformName(platform);
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
  if (bar === null) return t("bar.off", { where });
  return t("bar.on", { where, bar: showRate(bar) });
}

/** What the seller's decisions would change at a bar; null where they change nothing. */
export function describeLearning(trial: PolicyTrial, bar: number | null): string {
  if (!trial.learned.trusted) return t("bar.tooHigh");
  const linkedAt = (stops: PolicyTrial["asGiven"]) => stops.find((stop) => stop.bar === bar)?.linked ?? 0;
  const more = linkedAt(trial.withLearning) - linkedAt(trial.asGiven);
  if (more > 0) return t("bar.more", { more });
  if (more < 0) return t("bar.fewer", { more: -more });
  return t("bar.same");
}
