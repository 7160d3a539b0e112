/** Where Flipkart's seller API and its token service are. */
export interface FlipkartHosts {
  /** Everything about shipments, listings and returns; ends in `/sellers`. */
  sellers: string;
  /** Tokens and consent. */
  oauth: string;
}

export const flipkartEnvironments = [
  { id: "production", label: "Production" },
  { id: "sandbox", label: "Sandbox" },
] as const;
export type FlipkartEnvironment = (typeof flipkartEnvironments)[number]["id"];

const origins: Readonly<Record<FlipkartEnvironment, string>> = {
  production: "https://api.flipkart.net",
  sandbox: "https://sandbox-api.flipkart.net",
};

/** Both services of an environment, or of one other origin (proxy, simulator). */
export function flipkartHosts(environment: FlipkartEnvironment, baseURL: string | undefined): FlipkartHosts {
  const origin = (baseURL ?? origins[environment]).replace(/\/+$/, "");
  return { sellers: `${origin}/sellers`, oauth: `${origin}/oauth-service/oauth` };
}
