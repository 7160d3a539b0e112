-- Dispatching many orders at once, ticking off the pick list, and what a person says of an order's progress.

CREATE TABLE dispatch_batches (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  -- The same request twice is one batch; its content is compared by hash.
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  source text NOT NULL CHECK (source IN ('person', 'rule', 'api')),
  started_by text NOT NULL,
  job_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, idempotency_key)
);
CREATE INDEX dispatch_batches_by_time ON dispatch_batches (workspace_id, created_at, id);
CALL protect_table('dispatch_batches');

CREATE TABLE dispatch_parcels (
  workspace_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  position integer NOT NULL,
  -- The order as it was named, which may be one that does not exist; and the order that it means.
  order_ref text NOT NULL,
  order_id uuid,
  request jsonb NOT NULL,
  -- The key under which the parcel is told. It changes only after the platform has certainly not taken the parcel.
  idempotency_key text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed')),
  shipment_id uuid,
  code text,
  message text,
  remedy text,
  attempts integer NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, batch_id, position),
  FOREIGN KEY (workspace_id, batch_id) REFERENCES dispatch_batches (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('dispatch_parcels');

-- Units that a picker holds in hand. Kept apart from claims: picking changes nothing of the sale.
CREATE TABLE pick_ticks (
  workspace_id uuid NOT NULL,
  line_id uuid NOT NULL,
  -- The item that was picked; the line itself where no unit is tied to it.
  item_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  ticked_by text NOT NULL,
  ticked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, line_id, item_id),
  FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('pick_ticks');

-- What the platform said last where a person said more since; null while the status is the platform's own.
ALTER TABLE orders ADD COLUMN platform_status text;
ALTER TABLE orders ADD COLUMN hold_reason text;
ALTER TABLE orders ADD COLUMN held_until timestamptz;
CREATE INDEX orders_held_until ON orders (workspace_id, held_until) WHERE held_until IS NOT NULL;
