/** The application's own credentials on a platform, set once by the installation for all its users. */
export interface ApplicationCredentials {
  /** Values of the OAuth method's fields, by the manifest's field names. */
  fields: Readonly<Record<string, string>>;
  /** What the platform calls the redirect target (for eBay the RuName); null means this server's callback URL. */
  redirectUri: string | null;
}

/** What the installation has set for a platform beside an application. */
export interface PlatformPreset {
  /** Values of the keys method's fields: the account of the installation's first workspace, and of no other. */
  keys: Readonly<Record<string, string>>;
  /** The marketplace that is meant where none is chosen. */
  marketplace: string | null;
  /** The address that the platform was told to send sellers back to, where it is not the server's usual one. */
  callbackUrl: string | null;
}

/** Facts of this installation that verbs need. */
export interface Installation {
  version: string;
  /** The origin that browsers and platforms use, without a trailing slash. */
  publicUrl: string;
  /** Whether the demo shop is offered. */
  demoAvailable: boolean;
  /** Another origin that serves the page; null where this server does. */
  frontendUrl: string | null;
  /** What the button of single sign-on says; null without one. */
  singleSignOn: { name: string } | null;
  /** By platform. */
  applications: Readonly<Record<string, ApplicationCredentials>>;
  /** By platform. */
  presets: Readonly<Record<string, PlatformPreset>>;
}
