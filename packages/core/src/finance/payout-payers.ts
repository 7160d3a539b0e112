/** How the payers of payouts name themselves on bank statements: marketplaces, not their shops for buyers. */
const payers: readonly { platform: string; name: RegExp }[] = [
  { platform: "ebay", name: /^ebay\b/i },
  { platform: "amazon", name: /^amazon (payments|services)\b/i },
  { platform: "tiktok-shop", name: /^tik ?tok\b/i },
];

/** The platform whose payouts come from this payer; null for anybody else. */
export function platformOfPayer(payer: string | null): string | null {
  if (payer === null) return null;
  return payers.find(({ name }) => name.test(payer.trim()))?.platform ?? null;
}
