import type { MonzoCounterparty } from "./monzo-seed.ts";

/** A client of the developer pages. Times of entities are epoch milliseconds, money is in pence. */
export interface Client {
  clientId: string;
  clientSecret: string;
  name: string;
  redirectUris: string[];
  confidential: boolean;
}

export interface User {
  userId: string;
  email: string;
  preferredName: string;
}

/** A link that was mailed to a user; follows the request it was made for. */
export interface MagicLink {
  token: string;
  clientId: string;
  redirectUri: string;
  state: string;
  userId: string;
  expiresAt: number;
  used: boolean;
}

export interface AuthorizationCode {
  code: string;
  clientId: string;
  redirectUri: string;
  userId: string;
  expiresAt: number;
  used: boolean;
}

/** What a user has let a client do; all its tokens are one family. */
export interface Grant {
  id: string;
  clientId: string;
  userId: string;
  signedInAt: number;
  /** When the user approved in the app; null: the tokens may do nothing yet. */
  approvedAt: number | null;
  dead: boolean;
}

export interface AccessToken {
  token: string;
  grantId: string;
  expiresAt: number;
  /** Another token was issued for the same client and user. */
  evicted: boolean;
}

export interface RefreshToken {
  token: string;
  grantId: string;
  used: boolean;
}

export interface Account {
  id: string;
  userId: string;
  type: string;
  createdAt: number;
  description: string;
  closed: boolean;
  accountNumber: string | null;
  sortCode: string | null;
  openingBalance: number;
}

export interface Pot {
  id: string;
  accountId: string;
  name: string;
  balance: number;
  deleted: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface Merchant {
  id: string;
  groupId: string;
  name: string;
  category: string;
  online: boolean;
  city: string;
  country: string;
}

export interface Transaction {
  id: string;
  /** Order of creation: rows of one moment keep it. */
  sequence: number;
  accountId: string;
  createdAt: number;
  updatedAt: number;
  settledAt: number | null;
  /** What the clock will bring. */
  settles: { at: number; amount: number | null } | null;
  description: string;
  amount: number;
  local: { amount: number; currency: string };
  scheme: string;
  merchantId: string | null;
  counterparty: MonzoCounterparty;
  category: string;
  notes: string;
  metadata: Record<string, string>;
  /** Metadata that clients have set, each seen by its own client only. */
  clientMetadata: Record<string, Record<string, string>>;
  declineReason: string | null;
}

export interface Webhook {
  id: string;
  clientId: string;
  accountId: string;
  url: string;
}
