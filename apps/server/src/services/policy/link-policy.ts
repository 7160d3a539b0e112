import type { ChannelPolicy, TaughtRule } from "@counterfoil/core/matching";
import { type Database, readMappings } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { readRule } from "../mappings/rule-row.ts";
import { barOn, readPolicy } from "./policy-row.ts";

/** Everything the seller decided about linking: the policy of each channel, and the rules they taught. */
export interface LinkPolicy extends ChannelPolicy {
  rules: readonly TaughtRule[];
  /** Equal for equal choices. */
  version: string;
}

/** The workspace's choices as the linker takes them. */
export async function readLinkPolicy(tx: Transaction<Database>): Promise<LinkPolicy> {
  const policy = await readPolicy(tx);
  const { fifoInterchangeable, skuCaseInsensitive } = policy;
  const rules = (await readMappings(tx)).flatMap(readRule);
  return {
    ...{ fifoInterchangeable, skuCaseInsensitive },
    barOf: (platform) => {
      const { probabilityBar: bar, learned } = barOn(policy, platform);
      return bar === null ? null : { bar, learned };
    },
    ...{ rules, version: JSON.stringify([policy, rules]) },
  };
}
