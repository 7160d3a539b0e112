import type { BankAccount, BankAccountKind } from "@counterfoil/core/model";
import type { WireAccount } from "../monzo-schemas.ts";
import { toInstant } from "../monzo-values.ts";

const kinds: Readonly<Record<string, BankAccountKind>> = {
  uk_retail: "personal",
  uk_prepaid: "personal",
  uk_retail_joint: "joint",
  uk_business: "business",
  uk_monzo_flex: "credit",
  uk_monzo_flex_backing_loan: "loan",
  uk_loan: "loan",
  uk_rewards: "rewards",
};

/** One of Monzo's accounts in the common shape. The set of types is open: unknown ones are kept and tried. */
export function mapAccount(wire: WireAccount, raw: unknown): BankAccount {
  const kind = kinds[wire.type] ?? "other";
  const owners = (wire.owners ?? []).map((owner) => ({
    externalId: owner.user_id || null,
    name: owner.preferred_name || null,
  }));
  const names = owners.flatMap(({ name }) => name ?? []);
  return {
    platform: "monzo",
    externalId: wire.id,
    kind,
    name: names.length > 0 ? names.join(" & ") : wire.description || null,
    currency: wire.currency,
    numberEnding: wire.account_number ? wire.account_number.slice(-4) : null,
    owners,
    openedAt: toInstant(wire.created),
    closed: wire.closed ?? false,
    // Loans answer an empty list at best.
    hasTransactions: kind !== "loan",
    raw,
  };
}
