-- Rules that act on orders by themselves, and views of the list of orders that people keep.

CREATE TABLE order_rules (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  -- Lower goes first.
  position integer NOT NULL,
  enabled boolean NOT NULL DEFAULT false,
  event text NOT NULL,
  conditions jsonb NOT NULL,
  actions jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
);
CALL protect_table('order_rules');

-- Each rule acts once on an order for each event.
CREATE TABLE order_rule_runs (
  workspace_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  order_id uuid NOT NULL,
  acted_at timestamptz NOT NULL DEFAULT now(),
  outcome text NOT NULL,
  message text,
  PRIMARY KEY (workspace_id, rule_id, order_id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES order_rules (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('order_rule_runs');

CREATE TABLE fulfillment_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  auto_fulfill boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('fulfillment_settings');

CREATE TABLE saved_views (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  filters jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, user_id, name)
);
CALL protect_table('saved_views');
