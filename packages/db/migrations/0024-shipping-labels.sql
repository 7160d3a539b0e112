-- Postage bought from a carrier for an order. The row is written before money is spent, so that a purchase whose answer
-- was lost is looked up at the provider and never made twice.

CREATE TABLE shipping_labels (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  -- The provider's name of the parcel. One quote gives one label.
  quote_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('quoted', 'buying', 'bought', 'failed')),
  rates jsonb NOT NULL,
  rate_id text,
  carrier text,
  service text,
  price_minor bigint,
  price_currency char(3),
  tracking_number text,
  tracking_url text,
  refund text CHECK (refund IN ('submitted', 'refunded', 'rejected', 'not_applicable')),
  error jsonb,
  bought_by text,
  bought_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, quote_id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id),
  CHECK ((price_minor IS NULL) = (price_currency IS NULL))
);
CREATE INDEX shipping_labels_by_order ON shipping_labels (workspace_id, order_id, created_at, id);
CALL protect_table('shipping_labels');

-- Where parcels come from: carriers and labels ask for it.
CREATE TABLE shipping_senders (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  address jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id)
);
CALL protect_table('shipping_senders');
