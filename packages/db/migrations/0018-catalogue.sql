-- What a catalogue told about products, kept so that it answers when the catalogue may not be asked.

CREATE TABLE catalogue_products (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  -- The catalogue's platform, and its own id: numbers are corrected and used again.
  source text NOT NULL,
  external_id text NOT NULL,
  number text NOT NULL,
  number_key text NOT NULL GENERATED ALWAYS AS (normalize_identifier('set_number', number)) STORED,
  name text,
  -- Whether its barcodes name it alone: the figures of a series share one.
  barcodes_are_own boolean NOT NULL,
  -- The product in the common shape.
  product jsonb NOT NULL,
  search_text text NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, source, external_id)
);
CREATE INDEX catalogue_products_by_number ON catalogue_products (workspace_id, number_key);
CALL protect_table('catalogue_products');

-- Barcodes as 14 digits. A row of its own each: under row-level security no index serves the search in an array.
CREATE TABLE catalogue_barcodes (
  workspace_id uuid NOT NULL,
  barcode text NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  PRIMARY KEY (workspace_id, barcode, source, external_id),
  FOREIGN KEY (workspace_id, source, external_id)
    REFERENCES catalogue_products (workspace_id, source, external_id) ON DELETE CASCADE
);
CREATE INDEX catalogue_barcodes_by_product ON catalogue_barcodes (workspace_id, source, external_id);
CALL protect_table('catalogue_barcodes');

-- What was asked and when, so that nothing is asked twice for nothing; a miss too.
CREATE TABLE catalogue_questions (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  source text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('number', 'barcode', 'words')),
  question text NOT NULL,
  asked_at timestamptz NOT NULL,
  found integer NOT NULL CHECK (found >= 0),
  PRIMARY KEY (workspace_id, source, kind, question)
);
CALL protect_table('catalogue_questions');

CREATE TABLE catalogue_sources (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  source text NOT NULL,
  -- When the next round in the background is due; null: at once.
  next_fill_at timestamptz,
  filled_at timestamptz,
  PRIMARY KEY (workspace_id, source)
);
CALL protect_table('catalogue_sources');

-- A barcode field as the catalogue keeps them.
CREATE FUNCTION barcode_digits(value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN lpad(regexp_replace(value, '[^0-9]', '', 'g'), 14, '0');
