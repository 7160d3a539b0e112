import type { Connector, ConnectorSettings, OAuthContext } from "@counterfoil/connector-kit";

/** Whose account a connector speaks for, and with what. */
export interface ConnectorRequest {
  workspaceId: string;
  /** Keys the rate budget, so that every connector of one account shares it. */
  accountKey: string;
  platform: string;
  environment: string;
  marketplace: string | null;
  /** Demo connections reach the simulators and nothing else; real ones reach anything but them. */
  demo: boolean;
  credentials: Readonly<Record<string, string>>;
  tokens?: ConnectorSettings["tokens"];
}

/** What a demo seller would type into a platform's form, and how the simulated platform names the redirect target. */
export interface DemoAccount {
  fields: Readonly<Record<string, string>>;
  /** Where the demo seller sells; null for a platform of one place. */
  marketplace: string | null;
  redirectUri: string | null;
}

/** The only way from verbs to the platforms. */
export interface PlatformAccess {
  connector(request: ConnectorRequest): Promise<Connector>;
  /** Base address and guarded `fetch` for a consent, which has no connector yet. */
  oauthRoute(platform: string, demo: boolean): Promise<Pick<OAuthContext, "baseURL" | "fetch">>;
  /** The demo's account on a simulated platform, which is told to send the browser back to `callbackUrl`. */
  demoAccount(platform: string, callbackUrl?: string): Promise<DemoAccount>;
  /** Whether the demo shop also sells there. */
  isInDemo(platform: string): Promise<boolean>;
  /** The demo seller agrees on a simulated consent page; answers the query that the platform sends them back with. */
  agreeInDemo(authorizationUrl: string): Promise<Record<string, string>>;
  /** The demo shop's stock, as the CSV a seller would import. */
  demoStockCsv(): Promise<string>;
}
