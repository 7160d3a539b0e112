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

/** The only way from verbs to the platforms. */
export interface PlatformAccess {
  connector(request: ConnectorRequest): Promise<Connector>;
  /** Base address and guarded `fetch` for a consent, which has no connector yet. */
  oauthRoute(platform: string, demo: boolean): Promise<Pick<OAuthContext, "baseURL" | "fetch">>;
  /** The application that the simulated platform knows, told to send the browser back to `callbackUrl`. */
  demoApplication(
    platform: string,
    callbackUrl: string,
  ): Promise<{ fields: Readonly<Record<string, string>>; redirectUri: string }>;
}
