-- How many orders there are of each kind, kept by the database itself: a million orders are counted from a few rows, and
-- exactly. A change is added as rows of its own, so that imports at one time never wait for each other; now and then the
-- rows that nobody else is at are put together again.

CREATE TABLE order_counts (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  status text NOT NULL,
  link_state text NOT NULL,
  -- Another road of a sale that is counted already.
  counted_elsewhere boolean NOT NULL,
  -- Below zero where orders left the kind.
  orders integer NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CALL protect_table('order_counts');
REVOKE INSERT, UPDATE, DELETE ON order_counts FROM counterfoil_app, counterfoil_system;
CALL confine_table('order_counts', 'connection_id = ANY ((SELECT current_connections())::uuid[])');

-- Rows that another transaction has in hand are left to it.
CREATE FUNCTION fold_order_counts(of_workspace uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH held AS (
    SELECT id FROM order_counts WHERE workspace_id = of_workspace FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM order_counts AS part USING held WHERE part.workspace_id = of_workspace AND part.id = held.id
    RETURNING part.connection_id, part.platform, part.status, part.link_state, part.counted_elsewhere, part.orders
  )
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT of_workspace, connection_id, platform, status, link_state, counted_elsewhere, sum(orders)
  FROM gone GROUP BY connection_id, platform, status, link_state, counted_elsewhere HAVING sum(orders) <> 0
$$;
REVOKE EXECUTE ON FUNCTION fold_order_counts FROM PUBLIC;

CREATE FUNCTION count_new_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, count(*) FROM touched GROUP BY 1, 2, 3, 4, 5, 6;
  IF random() < 0.02 THEN
    PERFORM fold_order_counts(workspace_id) FROM (SELECT DISTINCT workspace_id FROM touched) AS concerned;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION count_changed_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, elsewhere, sum(change) FROM (
    SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL AS elsewhere, 1 AS change FROM after_change
    UNION ALL
    SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, -1 FROM before_change) AS moved
  GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(change) <> 0;
  IF FOUND AND random() < 0.02 THEN
    PERFORM fold_order_counts(workspace_id) FROM (SELECT DISTINCT workspace_id FROM after_change) AS concerned;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION count_gone_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, -count(*) FROM touched GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_counted AFTER INSERT ON orders
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_new_orders();
CREATE TRIGGER orders_counted_again AFTER UPDATE ON orders
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION count_changed_orders();
CREATE TRIGGER orders_counted_out AFTER DELETE ON orders
  REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_gone_orders();

INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, count(*) FROM orders GROUP BY 1, 2, 3, 4, 5, 6;

-- Counts are read from the table above; this index was for counting alone. Its place takes one for buyers' countries.
DROP INDEX orders_by_word;
CREATE INDEX orders_by_country ON orders (workspace_id, country_code, placed_at, id) WHERE country_code IS NOT NULL;

-- A search stops at so many orders: a word that most orders hold is not looked up, it is met on the way through the list.
-- Planned for each word, as words differ; never by reading all orders, where the trigram index knows few of them.
CREATE FUNCTION find_orders(pattern text, most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
  SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
    SELECT id FROM orders WHERE workspace_id = current_workspace_id() AND search_text ILIKE pattern LIMIT most
  $$;
DROP FUNCTION find_orders(text);
