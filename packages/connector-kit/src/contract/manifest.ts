import type { z } from "zod";

/** One field of a connection form, drawn by the dashboard and checked by `schema` on the server. */
export interface ManifestField {
  /** Key in the credentials, camelCase, such as `consumerKey`. */
  name: string;
  label: string;
  help: string | null;
  /** Secret fields are encrypted, never sent back, and drawn as password fields. */
  secret: boolean;
  required: boolean;
  /** Choices for a select; null for free text. */
  options: readonly { value: string; label: string }[] | null;
  placeholder: string | null;
  /** True for what each seller says for themselves, also under an application that the installation brings. */
  perSeller?: boolean;
  /** Strict check of the typed value. Its messages are shown to the seller as they are. */
  schema: z.ZodType<string | undefined>;
}

/**
 * A way to connect. `keys`: the seller pastes `fields`. `oauth2`: the seller consents on the platform;
 * `fields` are then the application's own credentials, which an installation may set once for all its users.
 */
export interface ConnectionMethod {
  kind: "keys" | "oauth2";
  label: string;
  fields: readonly ManifestField[];
}

/** A published limit, as the dashboard shows it and the rate budget keeps it. */
export interface ManifestLimit {
  /** What is limited, such as `all calls` or `GetMyeBaySelling`; the budget's operation name. */
  operation: string;
  requests: number;
  /** Length of the window in seconds. */
  windowSeconds: number;
  /**
   * `sliding`, or the clock the window follows. A `bucket` holds `requests` calls and is refilled evenly, by as many
   * over `windowSeconds`.
   */
  window: "sliding" | "bucket" | "day-utc" | "day-pacific";
  /** False where the dossier calls the figure unverified. */
  verified: boolean;
}

/** What a connector can do. Absence is declared here, so that callers and the conformance suite can rely on it. */
export interface Capabilities {
  orders: boolean;
  listings: boolean;
  stockRead: boolean;
  stockWrite: boolean;
  fulfillment: boolean;
  webhooks: boolean;
  /** Look-ups in a catalogue of products; absent means no. */
  products?: boolean;
  /** Payouts and the movements they are made of; absent means no. */
  finances?: boolean;
  /** Lines of bank accounts; false where left out. */
  bankTransactions?: boolean;
  /** The platform's own labels for an order's parcels; absent means no. */
  documents?: boolean;
  /** A message of the platform's own to the buyer of a parcel; absent means no. */
  buyerNotices?: boolean;
  /** Postage of carriers, bought for orders of any platform; absent means no. */
  shipping?: boolean;
}

/** What the platform wants to be told of a parcel, so that faults are shown before anything is sent. */
export interface DispatchRules {
  /** `needed`: never without. `with_carrier`: both or neither. */
  tracking: "needed" | "with_carrier" | "optional";
  /** `listed`: only carriers of the platform's own list. `unused`: the platform keeps no carrier. */
  carrier: "listed" | "any" | "unused";
  /** Whether an order may leave in several parcels. */
  split: boolean;
  /** Whether the platform itself tells the buyer that the parcel left. */
  notifiesBuyer: boolean;
}

/** What a connector is, in data: the form, the docs' capability table and the conformance suite all read it. */
export interface Manifest {
  /** Platform id in kebab-case, such as `ebay`. */
  platform: string;
  name: string;
  /** `marketplace` sells; `data` only informs. */
  kind: "marketplace" | "data";
  description: string;
  connectionMethods: readonly ConnectionMethod[];
  environments: readonly { id: string; label: string }[];
  marketplaces: readonly { id: string; label: string; currency: string }[];
  capabilities: Capabilities;
  /** True where order lines say that goods are a loose part: sellers may then keep parts out of their stock. */
  looseParts?: boolean;
  /**
   * True where the address that is called follows from what the seller typed, and the connector itself guards the way
   * there: it pins the connection to an address that it has checked. Hosts hand no `fetch` of their own in then.
   */
  guardsAddress?: boolean;
  /** The field, and its value, by which a seller allows stock to be set; left out where it always may be. */
  stockWriteField?: { name: string; value: string };
  /** The most days after sending that the platform's policy lets buyers' data be kept; left out, the seller decides. */
  buyerDataDays?: number;
  /** What dispatch asks for; left out, everything is tried and the platform's refusal decides. */
  dispatch?: DispatchRules;
  limits: readonly ManifestLimit[];
  /** What the seller does on the platform's side, one plain sentence each. */
  setupSteps: readonly string[];
  docsUrl: string | null;
}
