-- Lines that wait for a person, the stub of every decision, and what the seller taught the linker.

CREATE TABLE queue_entries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  connection_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_id uuid NOT NULL,
  order_placed_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'resolved', 'skipped', 'no_inventory', 'closed')),
  reason text NOT NULL,
  quantity_needed integer NOT NULL CHECK (quantity_needed >= 0),
  quantity_found integer NOT NULL DEFAULT 0,
  sku text,
  title text NOT NULL,
  sibling_key text,
  top_candidate jsonb,
  detail jsonb NOT NULL DEFAULT '{}',
  search_text text NOT NULL DEFAULT '',
  decided_by_kind text CHECK (decided_by_kind IN ('system', 'rule', 'person')),
  decided_by text,
  decided_at timestamptz,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, line_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX queue_entries_by_platform ON queue_entries (workspace_id, platform, status, order_placed_at, id);
CREATE INDEX queue_entries_by_status ON queue_entries (workspace_id, status, order_placed_at, id);
CREATE INDEX queue_entries_by_sibling ON queue_entries (workspace_id, sibling_key, status);
CREATE INDEX queue_entries_by_order ON queue_entries (workspace_id, order_id);
CALL protect_table('queue_entries');

-- The end of each workspace's chain of stubs; locked while stubs are added, so that the chain has no forks.
CREATE TABLE stub_chains (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  sequence bigint NOT NULL,
  hash text NOT NULL
);
CALL protect_table('stub_chains');

CREATE TABLE stubs (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  sequence bigint NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  order_id uuid,
  line_id uuid,
  entry_id uuid,
  reverses_id uuid,
  decided_by_kind text NOT NULL CHECK (decided_by_kind IN ('system', 'rule', 'person')),
  decided_by text,
  payload jsonb NOT NULL,
  at timestamptz NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (workspace_id, sequence),
  UNIQUE (workspace_id, id)
);
CREATE INDEX stubs_by_line ON stubs (workspace_id, line_id, sequence);
CREATE INDEX stubs_by_order ON stubs (workspace_id, order_id, sequence);
CALL protect_table('stubs', append_only => true);

-- What the seller taught: a pin ties a SKU (or another key) to one item or product; an alias says that one
-- identifier means another.
CREATE TABLE mappings (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pin', 'alias')),
  platform text,
  source_type text NOT NULL,
  source_value text NOT NULL,
  source_key text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN source_type = 'sku' THEN coalesce(normalize_sku(source_value), '')
      ELSE normalize_identifier(source_type, source_value) END) STORED,
  item_id uuid,
  product_id uuid,
  identifier_type text,
  identifier_value text,
  decided_by_kind text NOT NULL CHECK (decided_by_kind IN ('system', 'rule', 'person')),
  decided_by text,
  stub_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id) ON DELETE CASCADE,
  CHECK (num_nonnulls(item_id, product_id, identifier_value) = 1),
  CHECK ((identifier_type IS NULL) = (identifier_value IS NULL))
);
CREATE UNIQUE INDEX mappings_one_pin ON mappings (workspace_id, platform, source_type, source_key) NULLS NOT DISTINCT
  WHERE kind = 'pin';
CREATE UNIQUE INDEX mappings_one_alias
  ON mappings (workspace_id, platform, source_type, source_key, identifier_type, identifier_value, product_id) NULLS NOT DISTINCT
  WHERE kind = 'alias';
CREATE INDEX mappings_by_source ON mappings (workspace_id, source_type, source_key);
CALL protect_table('mappings');

CREATE TABLE policies (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  fifo_interchangeable boolean NOT NULL DEFAULT true,
  sku_case_insensitive boolean NOT NULL DEFAULT false,
  probability_bar double precision CHECK (probability_bar BETWEEN 0 AND 1),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('policies');
