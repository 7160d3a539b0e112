-- What is offered where, and what is still to be told to the platforms.

ALTER TABLE listings
  -- Whose warehouse it sells from: stock that the platform holds is counted by the platform.
  ADD COLUMN fulfilled_by text NOT NULL DEFAULT 'seller' CHECK (fulfilled_by IN ('seller', 'platform')),
  -- Why no unit was tied to it by itself; null while a unit is, and before anybody looked.
  ADD COLUMN link_reason text CHECK (link_reason IN ('no_match', 'several', 'doubtful'));
CREATE INDEX listings_by_connection ON listings (workspace_id, connection_id, status);

ALTER TABLE item_listings
  -- The SKU under which it was offered: a listing made anew is found by it.
  ADD COLUMN sku text,
  ADD COLUMN method text,
  ADD COLUMN made_by_kind text NOT NULL DEFAULT 'person' CHECK (made_by_kind IN ('system', 'rule', 'person')),
  ADD COLUMN made_by text;

-- Pairs that a person parted: no machine ties them again.
CREATE TABLE refused_links (
  workspace_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  refused_by text,
  refused_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, listing_id, item_id),
  FOREIGN KEY (workspace_id, listing_id) REFERENCES listings (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('refused_links');

-- How stock is told to one connection's platform. No row: the defaults, and nothing has been allowed yet.
CREATE TABLE stock_channels (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  paused boolean NOT NULL DEFAULT false,
  safety_buffer integer CHECK (safety_buffer >= 0),
  zero_limit integer NOT NULL DEFAULT 10 CHECK (zero_limit >= 0),
  drift_rule text NOT NULL DEFAULT 'withdraw' CHECK (drift_rule IN ('ask', 'withdraw', 'heal')),
  -- Since when figures may be sent: a person said yes to the first difference.
  allowed_at timestamptz,
  allowed_by text,
  -- Milliseconds that a figure took to arrive, as a running mean: the slowest platform is told first.
  pace_ms integer,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('stock_channels');

-- The buffer of all connections that set none of their own.
CREATE TABLE stock_policies (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  safety_buffer integer NOT NULL DEFAULT 0 CHECK (safety_buffer >= 0),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('stock_policies');

-- The outbox of stock: one row for each listing, whatever the number of changes, because only the newest figure counts.
-- It is written by the transaction that changes the stock (triggers below), so that no change can forget it.
CREATE TABLE stock_tasks (
  workspace_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'sending', 'held', 'declined', 'settled', 'failed')),
  -- Raised by every change. What was sent is settled only if no change came meanwhile.
  revision bigint NOT NULL DEFAULT 1,
  sending_revision bigint,
  cause text NOT NULL CHECK (cause IN ('stock', 'link', 'drift', 'person', 'settings')),
  changed_at timestamptz NOT NULL DEFAULT now(),
  -- The figure last decided on, and whether a person agreed to send zero.
  wanted integer,
  zero_allowed boolean NOT NULL DEFAULT false,
  -- More units are offered only after the platform's own orders were read: since when that is waited for.
  raise_since timestamptz,
  fell boolean NOT NULL DEFAULT false,
  attempts integer NOT NULL DEFAULT 0,
  -- Null: at once.
  available_at timestamptz,
  locked_until timestamptz,
  sent_at timestamptz,
  settled_at timestamptz,
  -- When the platform's own figure is to be read back.
  verify_at timestamptz,
  note text,
  error jsonb,
  PRIMARY KEY (workspace_id, listing_id),
  FOREIGN KEY (workspace_id, listing_id) REFERENCES listings (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX stock_tasks_open ON stock_tasks (workspace_id, connection_id, state) WHERE state <> 'settled';
CREATE INDEX stock_tasks_to_verify ON stock_tasks (workspace_id, verify_at) WHERE verify_at IS NOT NULL;
CALL protect_table('stock_tasks');

-- A difference that a person has to agree to before it is sent. What was shown is what is agreed to.
CREATE TABLE stock_rehearsals (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('first_push', 'zeroes')),
  state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn')),
  -- Raised whenever the difference changes; an answer names the one it was given to.
  version integer NOT NULL DEFAULT 1,
  changes jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE UNIQUE INDEX stock_rehearsals_one_waiting ON stock_rehearsals (workspace_id, connection_id) WHERE state = 'waiting';
CALL protect_table('stock_rehearsals');

-- Kinds of run are the program's to know.
ALTER TABLE sync_runs DROP CONSTRAINT sync_runs_kind_check;
ALTER TABLE sync_cursors DROP CONSTRAINT sync_cursors_kind_check;

-- Units of an item that may be offered.
CREATE FUNCTION units_to_offer(status text, on_hand integer, claimed integer, removed_at timestamptz) RETURNS integer
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN status IN ('in_stock', 'listed') AND removed_at IS NULL THEN greatest(0, on_hand - claimed) ELSE 0 END;

-- Writes the tasks of listings, in one order, so that two transactions over the same listings wait instead of deadlocking.
CREATE FUNCTION raise_stock_tasks(concerned uuid[], why text) RETURNS void
  LANGUAGE sql AS $$
  INSERT INTO stock_tasks AS task (workspace_id, listing_id, connection_id, cause)
  SELECT listing.workspace_id, listing.id, listing.connection_id, why
  FROM listings AS listing
  WHERE listing.id = ANY (concerned) AND listing.fulfilled_by = 'seller' AND listing.status NOT IN ('ended', 'draft')
  ORDER BY listing.id
  ON CONFLICT (workspace_id, listing_id) DO UPDATE SET
    revision = task.revision + 1,
    state = CASE WHEN task.state = 'sending' THEN 'sending' ELSE 'pending' END,
    cause = excluded.cause,
    changed_at = CASE WHEN task.state = 'settled' THEN excluded.changed_at ELSE task.changed_at END,
    zero_allowed = false, raise_since = NULL, attempts = 0, available_at = NULL, error = NULL
$$;

CREATE FUNCTION note_availability() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM after_change AS item
  JOIN before_change AS past ON past.workspace_id = item.workspace_id AND past.id = item.id
  JOIN item_listings AS link ON link.workspace_id = item.workspace_id AND link.item_id = item.id
  JOIN listings AS listing ON listing.workspace_id = link.workspace_id AND listing.platform = link.platform
    AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id
  WHERE units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at)
    <> units_to_offer(past.status, past.quantity_on_hand, past.quantity_claimed, past.removed_at);
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER inventory_items_offered AFTER UPDATE ON inventory_items
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION note_availability();

CREATE FUNCTION note_links() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM touched AS link
  JOIN listings AS listing ON listing.workspace_id = link.workspace_id AND listing.platform = link.platform
    AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER item_listings_made AFTER INSERT ON item_listings
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER item_listings_parted AFTER DELETE ON item_listings
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_links();

-- A listing may be read after the link to it was made: by its number in the seller's own list.
CREATE FUNCTION note_new_listings() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM touched AS listing
  JOIN item_listings AS link ON link.workspace_id = listing.workspace_id AND link.platform = listing.platform
    AND link.listing_external_id = listing.external_id AND link.variation_id IS NOT DISTINCT FROM listing.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER listings_read AFTER INSERT ON listings
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_new_listings();

-- A listing that is for sale again.
CREATE FUNCTION note_revived_listings() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM after_change AS listing
  JOIN before_change AS past ON past.workspace_id = listing.workspace_id AND past.id = listing.id
  JOIN item_listings AS link ON link.workspace_id = listing.workspace_id AND link.platform = listing.platform
    AND link.listing_external_id = listing.external_id AND link.variation_id IS NOT DISTINCT FROM listing.variation_id
  WHERE past.status IN ('ended', 'draft') AND listing.status NOT IN ('ended', 'draft');
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER listings_revived AFTER UPDATE ON listings
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION note_revived_listings();
