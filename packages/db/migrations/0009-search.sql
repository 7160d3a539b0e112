-- Literal text search by the trigram indexes. Under row-level security an index may serve leak-proof operators only,
-- and ILIKE is not one: these functions run as their owner and keep to the transaction's workspace themselves.

CREATE FUNCTION find_inventory_items(pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
    SELECT id FROM inventory_items
    WHERE workspace_id = current_workspace_id() AND removed_at IS NULL AND search_text ILIKE pattern
    UNION
    SELECT item_id FROM inventory_identifiers
    WHERE workspace_id = current_workspace_id() AND value ILIKE pattern
  $$;

CREATE FUNCTION find_orders(pattern text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS $$
    SELECT id FROM orders WHERE workspace_id = current_workspace_id() AND search_text ILIKE pattern
  $$;

CREATE INDEX inventory_identifiers_by_words ON inventory_identifiers USING gin (value gin_trgm_ops);
