-- The first page of every list at a million orders, without another b-tree on what an import writes.

-- A search looks all its words up at once, as far as the trigram index knows them, and stops at so many: what more rows
-- hold is met on the way through the list. Planned for the words of each search.
CREATE FUNCTION find_orders(patterns text[], most integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY EXECUTE 'SELECT id FROM orders WHERE workspace_id = current_workspace_id()'
    || coalesce((SELECT string_agg(format(' AND search_text ILIKE %L', pattern), '') FROM unnest(patterns) AS pattern), '')
    || format(' LIMIT %s', most);
END $$;
DROP FUNCTION find_orders(text, integer);

-- Units that may hold all the words: in their own text, or one of them as an identifier. More than `most` says nothing of
-- those that were left out.
CREATE FUNCTION find_inventory_items(patterns text[], most integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
  SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  RETURN QUERY EXECUTE '(SELECT id FROM inventory_items WHERE workspace_id = current_workspace_id() AND removed_at IS NULL'
    || coalesce((SELECT string_agg(format(' AND search_text ILIKE %L', pattern), '') FROM unnest(patterns) AS pattern), '')
    || format(' LIMIT %1$s) UNION (SELECT item_id FROM inventory_identifiers
         WHERE workspace_id = current_workspace_id() AND (', most)
    || coalesce((SELECT string_agg(format('value ILIKE %L', pattern), ' OR ') FROM unnest(patterns) AS pattern), 'false')
    || format(') LIMIT %s)', most);
END $$;
DROP FUNCTION find_inventory_items(text);

-- Orders that are still to be sent, which are few: late ones and those of today are counted from the index alone. The one
-- whose place it takes held every order that no platform gave a date of dispatch for.
CREATE INDEX orders_to_send ON orders (workspace_id, ship_by) WHERE shipped_at IS NULL AND NOT archived
  AND same_sale_as IS NULL AND status IN ('paid', 'packed', 'partially_shipped');
DROP INDEX orders_by_ship_by;

-- Totals give links their place: which orders need links is asked for, and those are few; that they are linked is no news.
CREATE INDEX orders_by_total ON orders (workspace_id, total_minor);
CREATE INDEX orders_needing_links ON orders (workspace_id, link_state, placed_at, id) WHERE link_state IN ('needs_link', 'partial');
DROP INDEX orders_by_link_state;

-- What was sent or claimed lately lies together: a few numbers for each stretch of the table say where.
CREATE INDEX orders_by_sending ON orders USING brin (workspace_id, shipped_at) WITH (pages_per_range = '16', autosummarize = 'on');
CREATE INDEX claims_by_time ON claims USING brin (workspace_id, created_at) WITH (pages_per_range = '16', autosummarize = 'on');
