-- Long lists and their counts without reading every row. A count reads a small index instead of the table; the order
-- that the list of orders is shown in has an index of the very expression that it is sorted by.

-- Every column by which a sale is counted under a word: the count never looks at the table.
CREATE INDEX orders_by_word ON orders (workspace_id, status, link_state, platform, same_sale_as);

CREATE INDEX orders_by_turn ON orders (workspace_id, (coalesce(CASE WHEN status IN
  ('pending', 'paid', 'packed', 'partially_shipped', 'on_hold') THEN ship_by END, '9999-12-31T00:00:00.000Z'::timestamptz)), id);

CREATE INDEX inventory_items_counted ON inventory_items (workspace_id, status) WHERE removed_at IS NULL;
