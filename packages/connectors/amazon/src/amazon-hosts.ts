import type { AmazonMarketplace, AmazonRegion } from "./amazon-marketplaces.ts";

/** Origins of Amazon's servers. A proxy or simulator serves each under its own first path segment. */
export interface AmazonHosts {
  /** Login with Amazon: tokens, one host for the whole world. */
  lwa: string;
  /** The Selling Partner API of the region. */
  api: string;
  /** Where the seller consents, in a browser. */
  sellerCentral: string;
}

export const amazonEnvironments = [
  { id: "production", label: "Production" },
  { id: "sandbox", label: "Amazon sandbox" },
] as const;
export type AmazonEnvironment = (typeof amazonEnvironments)[number]["id"];

/** Where calls go: one `baseURL` for everything, or Amazon's own hosts of the environment and region. */
export function amazonHosts(
  environment: AmazonEnvironment,
  place: { region: AmazonRegion; marketplace: AmazonMarketplace },
  baseURL: string | undefined,
): AmazonHosts {
  const { region, marketplace } = place;
  if (baseURL !== undefined) {
    const base = baseURL.replace(/\/+$/, "");
    const api = environment === "sandbox" ? `sandbox-${region}` : `api-${region}`;
    return { lwa: `${base}/lwa`, api: `${base}/${api}`, sellerCentral: `${base}/seller-central` };
  }
  const sandbox = environment === "sandbox" ? "sandbox." : "";
  return {
    lwa: "https://api.amazon.com",
    api: `https://${sandbox}sellingpartnerapi-${region}.amazon.com`,
    sellerCentral: `https://${marketplace.sellerCentral}`,
  };
}
