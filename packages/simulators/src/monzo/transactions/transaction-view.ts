import type { Merchant, Transaction } from "../monzo-entities.ts";
import type { MonzoWorld } from "../monzo-world.ts";

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** A transaction as the wire has it. `clientId` decides which private metadata are seen. */
export function viewTransaction(
  world: MonzoWorld,
  transaction: Transaction,
  { clientId, expandMerchant }: { clientId: string; expandMerchant: boolean },
) {
  const { amount, local, settledAt, category, declineReason } = transaction;
  const isCard = transaction.scheme === "mastercard";
  const metadata = { ...transaction.metadata, ...transaction.clientMetadata[clientId] };
  const account = world.accounts.get(transaction.accountId);
  return {
    id: transaction.id,
    created: iso(transaction.createdAt),
    description: transaction.description,
    amount,
    fees: {},
    currency: "GBP",
    merchant: merchantOf(world, transaction, expandMerchant),
    notes: transaction.notes,
    metadata: { ...metadata, ...(transaction.notes !== "" && { notes: transaction.notes }) },
    labels: null,
    attachments: null,
    international: null,
    category,
    categories: isCard ? { [category]: amount } : null,
    is_load: false,
    settled: settledAt === null ? "" : iso(settledAt),
    local_amount: local.amount,
    local_currency: local.currency,
    updated: iso(transaction.updatedAt),
    account_id: transaction.accountId,
    user_id: isCard ? (account?.userId ?? "") : "",
    counterparty: transaction.counterparty,
    scheme: transaction.scheme,
    dedupe_id: `com.monzo.simulated:${transaction.sequence}:${transaction.id}`,
    originator: !isCard && amount < 0,
    include_in_spending: isCard && amount < 0 && declineReason === null,
    can_be_excluded_from_breakdown: isCard,
    can_be_made_subscription: isCard,
    can_split_the_bill: isCard,
    can_add_to_tab: isCard,
    can_match_transactions_in_categorization: true,
    amount_is_pending: isCard && settledAt === null && declineReason === null && amount !== 0,
    atm_fees_detailed: null,
    parent_account_id: "",
    ...(declineReason !== null && { decline_reason: declineReason }),
  };
}

function merchantOf(world: MonzoWorld, { merchantId }: Transaction, expand: boolean) {
  if (merchantId === null || !expand) return merchantId;
  const merchant = world.merchants.get(merchantId);
  return merchant === undefined ? null : viewMerchant(merchant);
}

function viewMerchant({ id, groupId, name, category, online, city, country }: Merchant) {
  return {
    id,
    group_id: groupId,
    created: "2015-09-13T22:31:08.519Z",
    name,
    logo: "",
    emoji: "",
    category,
    online,
    atm: false,
    address: {
      short_formatted: city,
      formatted: [city, country].filter((part) => part !== "").join(", "),
      address: "",
      city,
      region: "",
      country,
      postcode: "",
      latitude: 0,
      longitude: 0,
      zoom_level: 17,
      approximate: true,
    },
    updated: "2021-02-02T10:00:00.000Z",
    metadata: {},
    disable_feedback: false,
  };
}
