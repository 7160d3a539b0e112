-- What the seller owns and offers. On-hand and claimed quantities are kept by the database itself (0006).

CREATE TABLE products (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  title text NOT NULL,
  brand text,
  image_url text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
);
CALL protect_table('products');

CREATE TABLE product_identifiers (
  workspace_id uuid NOT NULL,
  product_id uuid NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  value_key text NOT NULL GENERATED ALWAYS AS (normalize_identifier(type, value)) STORED,
  PRIMARY KEY (workspace_id, product_id, type, value),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX product_identifiers_by_value ON product_identifiers (workspace_id, type, value_key);
CALL protect_table('product_identifiers');

CREATE TABLE listings (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  variation_id text,
  sku text,
  sku_key text GENERATED ALWAYS AS (normalize_sku(sku)) STORED,
  title text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'out_of_stock', 'ended', 'draft', 'unknown')),
  quantity integer,
  price_minor bigint,
  price_currency char(3),
  condition text,
  location text,
  url text,
  image_url text,
  identifiers jsonb NOT NULL DEFAULT '[]',
  variation jsonb NOT NULL DEFAULT '[]',
  platform_data jsonb NOT NULL DEFAULT '{}',
  raw jsonb,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE NULLS NOT DISTINCT (workspace_id, connection_id, external_id, variation_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id),
  CHECK ((price_minor IS NULL) = (price_currency IS NULL))
);
CREATE INDEX listings_by_sku ON listings (workspace_id, sku_key) WHERE sku_key IS NOT NULL;
CREATE INDEX listings_by_platform_id ON listings (workspace_id, platform, external_id);
CALL protect_table('listings');

CREATE TABLE inventory_items (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  product_id uuid,
  sku text,
  sku_key text GENERATED ALWAYS AS (normalize_sku(sku)) STORED,
  title text NOT NULL,
  condition text CHECK (condition IN ('new', 'new_other', 'used', 'refurbished', 'for_parts')),
  status text NOT NULL CHECK (status IN ('not_received', 'in_stock', 'listed', 'sold', 'returned')),
  quantity_on_hand integer NOT NULL DEFAULT 0,
  quantity_claimed integer NOT NULL DEFAULT 0,
  location text,
  unit_cost_minor bigint,
  unit_cost_currency char(3),
  asking_price_minor bigint,
  asking_price_currency char(3),
  acquired_at timestamptz,
  listed_at timestamptz,
  sold_at timestamptz,
  image_url text,
  note text,
  search_text text NOT NULL GENERATED ALWAYS AS (
    title || ' ' || coalesce(sku, '') || ' ' || coalesce(location, '') || ' ' || coalesce(note, '')) STORED,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz,
  -- The transaction that last changed the item, its identifiers or its listing links: what changed since a snapshot
  -- can be read without missing a transaction that commits late.
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id),
  CONSTRAINT inventory_items_claimed_within_on_hand
    CHECK (quantity_claimed >= 0 AND quantity_claimed <= quantity_on_hand),
  CHECK ((unit_cost_minor IS NULL) = (unit_cost_currency IS NULL)),
  CHECK ((asking_price_minor IS NULL) = (asking_price_currency IS NULL))
);
CREATE INDEX inventory_items_by_sku ON inventory_items (workspace_id, sku_key) WHERE sku_key IS NOT NULL;
CREATE INDEX inventory_items_by_created ON inventory_items (workspace_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX inventory_items_by_title ON inventory_items (workspace_id, lower(title), id) WHERE removed_at IS NULL;
CREATE INDEX inventory_items_by_status ON inventory_items (workspace_id, status, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX inventory_items_by_words ON inventory_items USING gin (search_text gin_trgm_ops);
CREATE INDEX inventory_items_by_change ON inventory_items (workspace_id, changed_in);
CALL protect_table('inventory_items');

CREATE FUNCTION note_item_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id();
  RETURN NEW;
END $$;

CREATE TRIGGER inventory_items_changed BEFORE UPDATE ON inventory_items
  FOR EACH ROW EXECUTE FUNCTION note_item_change();

CREATE TABLE inventory_identifiers (
  workspace_id uuid NOT NULL,
  item_id uuid NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  value_key text NOT NULL GENERATED ALWAYS AS (normalize_identifier(type, value)) STORED,
  PRIMARY KEY (workspace_id, item_id, type, value),
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX inventory_identifiers_by_value ON inventory_identifiers (workspace_id, value_key, type);
CALL protect_table('inventory_identifiers');

-- Which listing offers which unit, by the platform's own listing id: it may be known before the listing is synced.
CREATE TABLE item_listings (
  workspace_id uuid NOT NULL,
  item_id uuid NOT NULL,
  platform text NOT NULL,
  listing_external_id text NOT NULL,
  variation_id text,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (workspace_id, item_id, platform, listing_external_id, variation_id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX item_listings_by_listing ON item_listings (workspace_id, platform, listing_external_id);
CALL protect_table('item_listings');

-- An item counts as changed when what identifies it changed.
CREATE FUNCTION touch_items() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE inventory_items AS item SET updated_at = now()
    FROM (SELECT DISTINCT workspace_id, item_id FROM touched) AS part
    WHERE item.workspace_id = part.workspace_id AND item.id = part.item_id
      AND item.changed_in <> pg_current_xact_id();
  RETURN NULL;
END $$;

CREATE TRIGGER identifiers_added AFTER INSERT ON inventory_identifiers
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
CREATE TRIGGER identifiers_removed AFTER DELETE ON inventory_identifiers
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
CREATE TRIGGER item_listings_added AFTER INSERT ON item_listings
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
CREATE TRIGGER item_listings_removed AFTER DELETE ON item_listings
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
