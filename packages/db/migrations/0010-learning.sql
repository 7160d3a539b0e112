-- A bar for each channel, what decisions taught about it, and offers that the seller declined.

ALTER TABLE policies ADD COLUMN learned jsonb;

-- A row sets a channel apart from the workspace's own bar; a null bar switches automatic linking of guesses off there.
CREATE TABLE channel_policies (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  platform text NOT NULL,
  probability_bar double precision CHECK (probability_bar BETWEEN 0 AND 1),
  learned jsonb,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, platform)
);
CALL protect_table('channel_policies');

-- A mapping from a SKU, the start of one, or a listing to a product may say the condition such sales are of.
ALTER TABLE mappings ADD COLUMN condition text
  CHECK (condition IN ('new', 'new_other', 'used', 'refurbished', 'for_parts'));

-- An offer that was declined comes again only when this many decisions have clearly been exceeded.
CREATE TABLE declined_offers (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  offer_key text NOT NULL,
  decisions integer NOT NULL CHECK (decisions > 0),
  declined_by text NOT NULL,
  declined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, offer_key)
);
CALL protect_table('declined_offers');

-- The lines that persons decided, for learning and for trying a bar on them.
CREATE INDEX order_lines_decided ON order_lines (workspace_id, decided_at DESC, id)
  WHERE decided_by_kind = 'person' AND state IN ('linked', 'no_inventory');
