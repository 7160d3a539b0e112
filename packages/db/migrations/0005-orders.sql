-- Orders as the platforms tell them, and their lines with the state of the link to stock.

CREATE TABLE orders (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL,
  raw_status text NOT NULL,
  payment_status text NOT NULL,
  placed_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  ship_by timestamptz,
  currency char(3) NOT NULL,
  marketplace text,
  buyer_external_id text,
  buyer_username text,
  buyer_name text,
  buyer_email text,
  ship_to jsonb,
  country_code text,
  subtotal_minor bigint,
  shipping_minor bigint,
  discount_minor bigint,
  tax_minor bigint,
  fees_minor bigint,
  refunded_minor bigint,
  total_minor bigint,
  lines_complete boolean NOT NULL,
  archived boolean NOT NULL DEFAULT false,
  buyer_note text,
  seller_note text,
  raw jsonb,
  link_state text NOT NULL DEFAULT 'needs_link'
    CHECK (link_state IN ('needs_link', 'partial', 'linked', 'settled', 'none')),
  line_count integer NOT NULL DEFAULT 0,
  unit_count integer NOT NULL DEFAULT 0,
  first_title text,
  image_url text,
  search_text text NOT NULL DEFAULT '',
  content_hash text,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, external_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX orders_by_placed ON orders (workspace_id, placed_at, id);
CREATE INDEX orders_by_platform_placed ON orders (workspace_id, platform, placed_at, id);
CREATE INDEX orders_by_status_placed ON orders (workspace_id, status, link_state, placed_at, id);
CREATE INDEX orders_by_link_state ON orders (workspace_id, link_state, placed_at, id);
CREATE INDEX orders_by_ship_by ON orders (workspace_id, ship_by, id) WHERE shipped_at IS NULL;
CREATE INDEX orders_by_number ON orders (workspace_id, external_id);
CREATE INDEX orders_by_words ON orders USING gin (search_text gin_trgm_ops);
CALL protect_table('orders');

CREATE TABLE order_lines (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  external_id text NOT NULL,
  position integer NOT NULL,
  listing_external_id text,
  variation_id text,
  sku text,
  sku_key text GENERATED ALWAYS AS (normalize_sku(sku)) STORED,
  title text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 0),
  quantity_shipped integer,
  quantity_cancelled integer,
  quantity_refunded integer,
  identifiers jsonb NOT NULL DEFAULT '[]',
  condition text,
  variation jsonb NOT NULL DEFAULT '[]',
  kind text,
  unit_price_minor bigint,
  line_total_minor bigint,
  shipping_minor bigint,
  tax_minor bigint,
  currency char(3) NOT NULL,
  -- The link to stock. A change of state compares and raises the version, so that two deciders cannot both win.
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'linked', 'queued', 'skipped', 'no_inventory', 'released')),
  reason text,
  -- Units the sale still wants, dispatched ones included, less those cancelled or refunded.
  quantity_needed integer NOT NULL DEFAULT 0 CHECK (quantity_needed >= 0),
  decided_by_kind text CHECK (decided_by_kind IN ('system', 'rule', 'person')),
  decided_by text,
  decided_at timestamptz,
  state_detail jsonb NOT NULL DEFAULT '{}',
  version integer NOT NULL DEFAULT 1,
  removed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, order_id, external_id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX order_lines_by_sku ON order_lines (workspace_id, sku_key, state) WHERE sku_key IS NOT NULL;
CREATE INDEX order_lines_open ON order_lines (workspace_id, state, id) WHERE state IN ('pending', 'queued');
CALL protect_table('order_lines');

CREATE TABLE shipments (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  external_id text,
  source text NOT NULL CHECK (source IN ('platform', 'counterfoil')),
  state text NOT NULL CHECK (state IN ('requested', 'confirmed', 'failed', 'outcome_unknown')),
  carrier text,
  tracking_number text,
  shipped_at timestamptz,
  idempotency_key text,
  error jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, order_id, external_id),
  UNIQUE (workspace_id, idempotency_key),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('shipments');

CREATE TABLE shipment_lines (
  workspace_id uuid NOT NULL,
  shipment_id uuid NOT NULL,
  line_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (workspace_id, shipment_id, line_id),
  FOREIGN KEY (workspace_id, shipment_id) REFERENCES shipments (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX shipment_lines_by_line ON shipment_lines (workspace_id, line_id);
CALL protect_table('shipment_lines');
