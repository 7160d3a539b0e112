/** Origins of eBay's servers. A proxy or simulator serves all of them at one. */
export interface EbayHosts {
  /** Consent page, for the seller's browser. */
  auth: string;
  /** Tokens, Fulfillment, Inventory, Account, Notification and the Trading API. */
  api: string;
  /** Identity, Finances and Key Management. */
  apiz: string;
}

const hosts: Readonly<Record<string, EbayHosts>> = {
  production: { auth: "https://auth.ebay.com", api: "https://api.ebay.com", apiz: "https://apiz.ebay.com" },
  sandbox: {
    auth: "https://auth.sandbox.ebay.com",
    api: "https://api.sandbox.ebay.com",
    apiz: "https://apiz.sandbox.ebay.com",
  },
};

export const ebayEnvironments = [
  { id: "production", label: "Production" },
  { id: "sandbox", label: "eBay sandbox" },
] as const;

/** Where calls go: one `baseURL` for everything, or eBay's own hosts of the environment. */
export function ebayHosts(environment: string, baseURL: string | undefined): EbayHosts {
  if (baseURL !== undefined) {
    const origin = baseURL.replace(/\/+$/, "");
    return { auth: origin, api: origin, apiz: origin };
  }
  const found = hosts[environment];
  if (!found) throw new RangeError(`unknown eBay environment "${environment}"`);
  return found;
}
