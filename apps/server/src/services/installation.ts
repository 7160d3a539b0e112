/** The application's own credentials on a platform, set once by the installation for all its users. */
export interface ApplicationCredentials {
  /** Values of the OAuth method's fields, by the manifest's field names. */
  fields: Readonly<Record<string, string>>;
  /** What the platform calls the redirect target (for eBay the RuName); null means this server's callback URL. */
  redirectUri: string | null;
}

/** Facts of this installation that verbs need. */
export interface Installation {
  version: string;
  /** The origin that browsers and platforms use, without a trailing slash. */
  publicUrl: string;
  /** Whether the demo shop is offered. */
  demoAvailable: boolean;
  /** By platform. */
  applications: Readonly<Record<string, ApplicationCredentials>>;
}
