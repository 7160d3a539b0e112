/** A client of the developer pages. Money everywhere here is in whole pence, negative when it leaves the account. */
export interface MonzoClientSeed {
  /** `oauth2client_…` */
  clientId: string;
  /** `mnzconf.…` */
  clientSecret: string;
  name?: string;
  /** Registered redirect addresses, compared exactly. Settable at run time by the act `setRedirectUris`. */
  redirectUris: readonly string[];
  /** Confidential clients get refresh tokens, others do not. Default true. */
  confidential?: boolean;
}

/** The other side of a transfer. */
export interface MonzoCounterparty {
  name?: string;
  account_number?: string;
  sort_code?: string;
  user_id?: string;
  preferred_name?: string;
}

/** One row of an account. Times are ISO 8601. */
export interface MonzoTransactionSeed {
  /** `tx_…`; made from the random seed when left out. */
  id?: string;
  at: string;
  amount: number;
  description: string;
  /** `mastercard`, `payport_faster_payments`, `bacs`, `uk_retail_pot`, `p2p_payment` … */
  scheme: string;
  /** Null while it is not settled; default a day later for cards, at once for everything else. */
  settledAt?: string | null;
  /** Takes effect when the clock gets there: the row settles, a card payment perhaps with another amount. */
  settles?: { at: string; amount?: number };
  /** What was paid in the shop's currency. */
  local?: { amount: number; currency: string };
  merchantId?: string;
  counterparty?: MonzoCounterparty;
  category?: string;
  notes?: string;
  metadata?: Record<string, string>;
  declineReason?: string;
}

export interface MonzoMerchantSeed {
  /** `merch_…` */
  id: string;
  /** `grp_…` */
  groupId: string;
  name: string;
  category: string;
  online?: boolean;
  city?: string;
  country?: string;
}

export interface MonzoPotSeed {
  /** `pot_…` */
  id: string;
  name: string;
  balance: number;
  deleted?: boolean;
  created?: string;
}

export interface MonzoAccountSeed {
  /** `acc_…` */
  id: string;
  /** `uk_retail`, `uk_business`, `uk_loan`, `uk_monzo_flex_backing_loan` …; an open list. */
  type: string;
  created: string;
  description?: string;
  closed?: boolean;
  accountNumber?: string;
  sortCode?: string;
  /** What was in it before its first transaction. */
  openingBalance?: number;
  pots?: readonly MonzoPotSeed[];
  transactions?: readonly MonzoTransactionSeed[];
}

export interface MonzoUserSeed {
  /** `user_…` */
  userId: string;
  /** What the authorisation page asks for. */
  email: string;
  preferredName: string;
  accounts: readonly MonzoAccountSeed[];
}

/** Everything a simulated Monzo starts with. */
export interface MonzoSeed {
  clients: readonly MonzoClientSeed[];
  users: readonly MonzoUserSeed[];
  merchants?: readonly MonzoMerchantSeed[];
}
