/** The simulated platforms while they run. */
export interface RunningDemoShop {
  /** Whether the shop sells on the platform. */
  sells(platform: string): boolean;
  /** Where a platform's simulator answers. */
  baseURL(platform: string): string;
  /** What a seller would type into the platform's form: keys, or the application's own credentials. */
  fields(platform: string): Readonly<Record<string, string>>;
  /** Where the shop sells on the platform; null for a platform of one place. */
  marketplace(platform: string): string | null;
  /** Agrees on a simulated consent page as the seller; answers the query of the address that it leads to. */
  agree(authorizationUrl: string): Promise<Record<string, string>>;
  /** What the simulated platform calls the redirect target, after it was told to come back to `callbackUrl`. */
  redirectUri(platform: string, callbackUrl: string): string;
  /** The stock on the demo shop's shelves, as the CSV a seller would import. */
  stockCsv(): string;
}

/** The demo shop of this process: started on first use, the same shop again after a restart. */
export interface DemoShop {
  start(): Promise<RunningDemoShop>;
  /** The simulators' origin; null until they run. */
  origin(): string | null;
  stop(): Promise<void>;
}
