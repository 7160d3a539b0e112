-- Products are made of listings: what platforms say in their own words, and what the seller says of those words.

ALTER TABLE products
  ADD COLUMN category text,
  ADD COLUMN attributes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN image_urls jsonb NOT NULL DEFAULT '[]',
  -- Fields that a person set: no reading of a platform changes them.
  ADD COLUMN edited jsonb NOT NULL DEFAULT '[]';
CREATE INDEX products_by_title ON products (workspace_id, lower(title), id);

CREATE TABLE product_variants (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  product_id uuid NOT NULL,
  sku text,
  sku_key text GENERATED ALWAYS AS (normalize_sku(sku)) STORED,
  condition text,
  options jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, product_id) REFERENCES products (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX product_variants_by_product ON product_variants (workspace_id, product_id);
CREATE INDEX product_variants_by_sku ON product_variants (workspace_id, sku_key) WHERE sku_key IS NOT NULL;
CALL protect_table('product_variants');

ALTER TABLE listings
  ADD COLUMN category_key text,
  ADD COLUMN category_name text,
  ADD COLUMN attributes jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN image_urls jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN variant_id uuid,
  ADD COLUMN placed_by text CHECK (placed_by IN ('system', 'person')),
  -- Why a person is to say which product it is.
  ADD COLUMN place_reason text CHECK (place_reason IN ('several', 'contradicts')),
  -- Whether its product was made anew since the listing changed.
  ADD COLUMN composed boolean NOT NULL DEFAULT false,
  ADD FOREIGN KEY (workspace_id, variant_id) REFERENCES product_variants (workspace_id, id) ON DELETE SET NULL (variant_id);
CREATE INDEX listings_by_variant ON listings (workspace_id, variant_id) WHERE variant_id IS NOT NULL;
CREATE INDEX listings_to_compose ON listings (workspace_id, id) WHERE NOT composed;
CREATE INDEX listings_unplaced ON listings (workspace_id, id) WHERE variant_id IS NULL;

CREATE TABLE category_mappings (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  platform text NOT NULL,
  category_key text NOT NULL,
  -- The seller's category; null leaves the platform's out.
  category text,
  decided_by text,
  decided_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, platform, category_key)
);
CALL protect_table('category_mappings');

CREATE TABLE attribute_mappings (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  platform text NOT NULL,
  name text NOT NULL,
  -- Null maps the name itself.
  value text,
  -- The seller's word; null leaves the platform's out.
  word text,
  decided_by text,
  decided_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (workspace_id, platform, name, value)
);
CALL protect_table('attribute_mappings');
