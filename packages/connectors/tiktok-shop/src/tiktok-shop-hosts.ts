/** Origins of TikTok Shop's servers. A proxy or simulator serves all of them at one. */
export interface TiktokShopHosts {
  /** Consent page, for the seller's browser. */
  consent: string;
  /** The older consent page, which knows the application by its key. */
  olderConsent: string;
  /** Tokens. */
  auth: string;
  /** Everything else, for every region. */
  api: string;
}

/** Shops of the United States live apart from those of the rest of the world. */
export type RegionGroup = "US" | "ROW";

export const tiktokShopEnvironments = [{ id: "production", label: "Production and development shops" }] as const;

const consentHosts: Readonly<Record<RegionGroup, string>> = {
  US: "https://services.us.tiktokshop.com",
  ROW: "https://services.tiktokshop.com",
};

/** Where calls go: one `baseURL` for everything, or TikTok Shop's own hosts of the region group. */
export function tiktokShopHosts(group: RegionGroup, baseURL: string | undefined): TiktokShopHosts {
  if (baseURL !== undefined) {
    const origin = baseURL.replace(/\/+$/, "");
    return { consent: origin, olderConsent: origin, auth: origin, api: origin };
  }
  const auth = "https://auth.tiktok-shops.com";
  return { consent: consentHosts[group], olderConsent: auth, auth, api: "https://open-api.tiktokglobalshop.com" };
}
