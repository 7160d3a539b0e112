import type { Sandbox } from "@counterfoil/simulators";
import type { SeededRandom, Simulator } from "@counterfoil/simulators/kit";
import type { Channel } from "../support/shop-channels.ts";

/** What goes wrong on a platform for a while. */
export const troubles = [
  "429-storm",
  "5xx",
  "slow",
  "truncated",
  "malformed",
  "html-page",
  "cut",
  "answer-lost",
  "token-expired",
  "page-repeated",
  "all-down",
] as const;
export type Trouble = (typeof troubles)[number];

type FaultInput = Parameters<Simulator["faults"]["add"]>[0];

/** The simulator of a channel. */
export function simulatorOf(sandbox: Sandbox, channel: Channel): Simulator {
  return channel === "tiktok-shop" ? sandbox.tiktokShop : sandbox[channel];
}

/** Lets a trouble begin. Answers how it ends. */
export function beginTrouble(
  simulator: Simulator,
  { trouble, random }: { trouble: Trouble; random: SeededRandom },
): () => void {
  const set = faultsOf(trouble, random).map((fault) => simulator.faults.add({ count: null, ...fault }));
  return () => {
    for (const { id } of set) simulator.faults.remove(id);
  };
}

function faultsOf(trouble: Trouble, random: SeededRandom): FaultInput[] {
  switch (trouble) {
    case "429-storm":
      return [
        { kind: "status", status: 429, retryAfterSeconds: random.integer(1, 3), probability: 0.5 },
        { kind: "status", status: 429, probability: 0.4 },
      ];
    case "5xx":
      return [500, 502, 503, 504].map((status) => ({ kind: "status", status, probability: 0.2 }));
    case "slow":
      return [{ kind: "slow", milliseconds: random.integer(300, 2500), probability: 0.6 }];
    case "truncated":
      return [{ kind: "truncated-body", probability: 0.4 }];
    case "malformed":
      return [{ kind: "malformed-body", probability: 0.4 }];
    case "html-page":
      return [
        { kind: "html-page", probability: 0.2 },
        { kind: "html-page", status: 503, probability: 0.2 },
      ];
    case "cut":
      return [{ kind: "cut", when: "before-effect", probability: 0.4 }];
    case "answer-lost":
      return [{ kind: "cut", when: "after-effect", probability: 0.5 }];
    case "token-expired":
      return [{ kind: "token-expired", probability: 0.3 }];
    case "page-repeated":
      return [{ kind: "duplicated-page", probability: 0.5 }];
    case "all-down":
      return [{ kind: "status", status: 503 }];
  }
}

/** Lets every access token of a channel expire at once, where it has tokens. */
export function expireTokens(sandbox: Sandbox, channel: Channel): void {
  if (channel === "ebay") sandbox.ebay.acts.expireAccessTokens({});
  if (channel === "amazon") sandbox.amazon.acts.expireAccessTokens({});
  if (channel === "flipkart") sandbox.flipkart.acts.expireAccessTokens({});
  if (channel === "tiktok-shop") sandbox.tiktokShop.acts.expireAccessTokens({});
}

/** Counts the calls that a platform's own limits refused, not those that a fault did. */
export function countRefusals(sandbox: Sandbox, channels: readonly Channel[]): () => Map<Channel, string[]> {
  const refused = new Map<Channel, string[]>(channels.map((channel) => [channel, []]));
  for (const channel of channels) {
    const { quotas } = simulatorOf(sandbox, channel);
    const take = quotas.take;
    quotas.take = (name, key, units) => {
      const state = take(name, key, units);
      if (!state.allowed) refused.get(channel)?.push(`${channel} ${name}: more than ${state.limit}`);
      return state;
    };
  }
  return () => refused;
}
