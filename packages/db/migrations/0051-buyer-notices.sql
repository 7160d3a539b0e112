-- What buyers are told of their parcels where the platform tells them nothing, and what has become of each notice.

CREATE TABLE notice_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  -- Platforms whose buyers are told; none until somebody chose.
  platforms jsonb NOT NULL DEFAULT '[]',
  subject text NOT NULL,
  body text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('notice_settings');

-- One for each parcel: a second one cannot be written.
CREATE TABLE buyer_notices (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  shipment_id uuid NOT NULL,
  -- `unknown`: the answer was lost; it is not sent again by itself.
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')),
  way text NOT NULL CHECK (way IN ('platform', 'email')),
  message text,
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, shipment_id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, shipment_id) REFERENCES shipments (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX buyer_notices_due ON buyer_notices (workspace_id, available_at) WHERE state IN ('waiting', 'sending');
CALL protect_table('buyer_notices');
