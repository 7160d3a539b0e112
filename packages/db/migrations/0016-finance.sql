-- Money that platforms sent and that a bank received: read from both sides, matched when looked at.

CREATE TABLE bank_accounts (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text,
  currency char(3) NOT NULL,
  number_ending text,
  opened_at timestamptz,
  closed boolean NOT NULL DEFAULT false,
  has_transactions boolean NOT NULL,
  -- Up to when everything was read that the bank gives; null until the first reading came to its end.
  read_until timestamptz,
  -- The stretch that the bank refused to give.
  unread_from timestamptz,
  unread_to timestamptz,
  raw jsonb,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id, external_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id),
  CHECK ((unread_from IS NULL) = (unread_to IS NULL))
);
CALL protect_table('bank_accounts');

CREATE TABLE bank_transactions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  account_external_id text NOT NULL,
  external_id text NOT NULL,
  booked_at timestamptz NOT NULL,
  settled_at timestamptz,
  -- In the account's currency: above 0 when money came in.
  amount_minor bigint NOT NULL,
  currency char(3) NOT NULL,
  original_minor bigint,
  original_currency char(3),
  status text NOT NULL CHECK (status IN ('pending', 'settled', 'declined')),
  decline_reason text,
  counterparty_name text,
  counterparty_ending text,
  reference text,
  description text,
  category text,
  scheme text,
  is_internal boolean,
  raw jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, account_external_id, external_id),
  FOREIGN KEY (workspace_id, connection_id, account_external_id)
    REFERENCES bank_accounts (workspace_id, connection_id, external_id)
);
CREATE INDEX bank_transactions_by_booking ON bank_transactions (workspace_id, booked_at, id);
CALL protect_table('bank_transactions');

CREATE TABLE payouts (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL,
  raw_status text NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Below 0 where the platform collects.
  amount_minor bigint NOT NULL,
  currency char(3) NOT NULL,
  transaction_count integer,
  bank_reference text,
  account_ending text,
  raw jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, external_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX payouts_by_time ON payouts (workspace_id, sent_at, id);
CALL protect_table('payouts');

-- Movements of the funds that a platform keeps for the seller. Platforms use one id for a sale and its refund.
CREATE TABLE settlement_transactions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  raw_kind text NOT NULL,
  booked_at timestamptz NOT NULL,
  order_external_id text,
  -- Null while the platform holds it.
  payout_external_id text,
  net_minor bigint NOT NULL,
  currency char(3) NOT NULL,
  gross_minor bigint,
  gross_currency char(3),
  fees_minor bigint,
  fees_currency char(3),
  line_fees jsonb NOT NULL DEFAULT '[]',
  memo text,
  raw jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, kind, external_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX settlement_transactions_by_order
  ON settlement_transactions (workspace_id, connection_id, order_external_id) WHERE order_external_id IS NOT NULL;
CREATE INDEX settlement_transactions_by_payout
  ON settlement_transactions (workspace_id, connection_id, payout_external_id) WHERE payout_external_id IS NOT NULL;
CALL protect_table('settlement_transactions');

-- What a person said of a payout, of a bank line, or of the two together. No machine writes here.
CREATE TABLE payout_decisions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paired', 'parted', 'elsewhere', 'no_payout')),
  payout_id uuid,
  transaction_id uuid,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE NULLS NOT DISTINCT (workspace_id, payout_id, transaction_id),
  FOREIGN KEY (workspace_id, payout_id) REFERENCES payouts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, transaction_id) REFERENCES bank_transactions (workspace_id, id) ON DELETE CASCADE,
  CHECK ((payout_id IS NOT NULL) = (kind <> 'no_payout')),
  CHECK ((transaction_id IS NOT NULL) = (kind <> 'elsewhere'))
);
-- A bank line is of one payout.
CREATE UNIQUE INDEX payout_decisions_one_payout
  ON payout_decisions (workspace_id, transaction_id) WHERE kind IN ('paired', 'no_payout');
CALL protect_table('payout_decisions');
