-- What each order came to, on one narrow row: a year of a busy shop is summed in one short scan. The database keeps the
-- rows itself, from the order, its lines, its claims, the cost of their items and the audit trail; no role writes them.

CREATE TABLE order_figures (
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  placed_at timestamptz NOT NULL,
  platform text NOT NULL,
  currency char(3) NOT NULL,
  status text NOT NULL,
  -- A sale is every order but those that wait for payment or were cancelled.
  is_sale boolean NOT NULL,
  units integer NOT NULL,
  units_returned integer NOT NULL,
  total_minor bigint,
  tax_minor bigint,
  refunded_minor bigint,
  fees_minor bigint,
  cost_minor bigint,
  profit_minor bigint GENERATED ALWAYS AS
    (total_minor - coalesce(tax_minor, 0) - refunded_minor - fees_minor - cost_minor) STORED,
  ready_at timestamptz NOT NULL,
  ship_by timestamptz,
  shipped_at timestamptz,
  sent_by text,
  PRIMARY KEY (workspace_id, order_id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX order_figures_by_placed ON order_figures (workspace_id, placed_at);
CREATE INDEX order_figures_unsent ON order_figures (workspace_id, ship_by)
  WHERE shipped_at IS NULL AND status IN ('paid', 'packed', 'partially_shipped', 'unknown');
CALL protect_table('order_figures');
REVOKE INSERT, UPDATE, DELETE ON order_figures FROM counterfoil_app, counterfoil_system;

CREATE INDEX stock_movements_by_time ON stock_movements (workspace_id, at) INCLUDE (kind, quantity, item_id);

CREATE FUNCTION refresh_order_figures(of_workspace uuid, concerned uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO order_figures AS figures (workspace_id, order_id, placed_at, platform, currency, status, is_sale, units,
    units_returned, total_minor, tax_minor, refunded_minor, fees_minor, cost_minor, ready_at, ship_by, shipped_at, sent_by)
  SELECT sale.workspace_id, sale.id, sale.placed_at, sale.platform, sale.currency, sale.status,
    sale.status NOT IN ('pending', 'cancelled'), lines.units, held.returned, sale.total_minor, sale.tax_minor,
    -- An order that is simply paid has no refund; otherwise only the platform knows.
    coalesce(sale.refunded_minor, CASE WHEN sale.payment_status = 'paid'
      AND sale.status NOT IN ('refunded', 'returned') THEN 0 END),
    sale.fees_minor,
    CASE WHEN sale.lines_complete AND lines.linked AND held.costed THEN held.cost END,
    coalesce(sale.paid_at, sale.placed_at), sale.ship_by, sale.shipped_at,
    (SELECT note.actor_kind FROM audit AS note
      WHERE note.workspace_id = of_workspace AND note.subject_type = 'order' AND note.subject_id = sale.id::text
        AND note.action = 'order-dispatched' ORDER BY note.at, note.id LIMIT 1)
  FROM orders AS sale
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(greatest(0, line.quantity - coalesce(line.quantity_cancelled, 0))), 0)::integer AS units,
      coalesce(bool_and(line.state = 'linked' OR line.quantity_needed = 0), false) AS linked
    FROM order_lines AS line
    WHERE line.workspace_id = of_workspace AND line.order_id = sale.id AND line.removed_at IS NULL) AS lines
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(claim.quantity_returned), 0)::integer AS returned,
      coalesce(bool_and(claim.quantity = 0
        OR (item.unit_cost_minor IS NOT NULL AND item.unit_cost_currency = sale.currency)), true) AS costed,
      coalesce(sum(claim.quantity * item.unit_cost_minor), 0)::bigint AS cost
    FROM claims AS claim JOIN inventory_items AS item
      ON item.workspace_id = claim.workspace_id AND item.id = claim.item_id
    WHERE claim.workspace_id = of_workspace AND claim.order_id = sale.id) AS held
  WHERE sale.workspace_id = of_workspace AND sale.id = ANY (concerned)
  ORDER BY sale.id
  ON CONFLICT (workspace_id, order_id) DO UPDATE SET
    placed_at = excluded.placed_at, platform = excluded.platform, currency = excluded.currency,
    status = excluded.status, is_sale = excluded.is_sale, units = excluded.units,
    units_returned = excluded.units_returned, total_minor = excluded.total_minor, tax_minor = excluded.tax_minor,
    refunded_minor = excluded.refunded_minor, fees_minor = excluded.fees_minor, cost_minor = excluded.cost_minor,
    ready_at = excluded.ready_at, ship_by = excluded.ship_by, shipped_at = excluded.shipped_at,
    sent_by = excluded.sent_by
$$;
REVOKE EXECUTE ON FUNCTION refresh_order_figures FROM PUBLIC;

-- Each trigger names its orders in a query of its own; the rest is the same.
CREATE FUNCTION figure_new_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(workspace_id, array_agg(id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $$;

CREATE FUNCTION figure_changed_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(sale.workspace_id, array_agg(sale.id))
  FROM after_change AS sale
  JOIN before_change AS past ON past.workspace_id = sale.workspace_id AND past.id = sale.id
  WHERE (sale.placed_at, sale.status, sale.payment_status, sale.currency, sale.lines_complete, sale.total_minor,
      sale.tax_minor, sale.refunded_minor, sale.fees_minor, sale.paid_at, sale.ship_by, sale.shipped_at)
    IS DISTINCT FROM (past.placed_at, past.status, past.payment_status, past.currency, past.lines_complete,
      past.total_minor, past.tax_minor, past.refunded_minor, past.fees_minor, past.paid_at, past.ship_by, past.shipped_at)
  GROUP BY sale.workspace_id;
  RETURN NULL;
END $$;

CREATE FUNCTION figure_new_parts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(workspace_id, array_agg(DISTINCT order_id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $$;

CREATE FUNCTION figure_changed_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(line.workspace_id, array_agg(DISTINCT line.order_id))
  FROM after_change AS line
  JOIN before_change AS past ON past.workspace_id = line.workspace_id AND past.id = line.id
  WHERE (line.quantity, line.quantity_cancelled, line.state = 'linked', line.quantity_needed, line.removed_at)
    IS DISTINCT FROM (past.quantity, past.quantity_cancelled, past.state = 'linked', past.quantity_needed, past.removed_at)
  GROUP BY line.workspace_id;
  RETURN NULL;
END $$;

CREATE FUNCTION figure_new_costs() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(item.workspace_id, array_agg(DISTINCT claim.order_id))
  FROM after_change AS item
  JOIN before_change AS past ON past.workspace_id = item.workspace_id AND past.id = item.id
  JOIN claims AS claim ON claim.workspace_id = item.workspace_id AND claim.item_id = item.id
  WHERE (item.unit_cost_minor, item.unit_cost_currency)
    IS DISTINCT FROM (past.unit_cost_minor, past.unit_cost_currency)
  GROUP BY item.workspace_id;
  RETURN NULL;
END $$;

CREATE FUNCTION figure_senders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(workspace_id, array_agg(DISTINCT subject_id::uuid)) FROM touched
  WHERE action = 'order-dispatched' AND subject_type = 'order' GROUP BY workspace_id;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_figured AFTER INSERT ON orders
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_orders();
CREATE TRIGGER orders_figured_again AFTER UPDATE ON orders
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION figure_changed_orders();
CREATE TRIGGER order_lines_figured AFTER INSERT ON order_lines
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER order_lines_figured_again AFTER UPDATE ON order_lines
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION figure_changed_lines();
CREATE TRIGGER claims_figured AFTER INSERT ON claims
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER claims_figured_again AFTER UPDATE ON claims
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER inventory_items_figured AFTER UPDATE ON inventory_items
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION figure_new_costs();
CREATE TRIGGER audit_figured AFTER INSERT ON audit
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_senders();

-- Orders that are there already.
SELECT refresh_order_figures(workspace_id, array_agg(id)) FROM orders GROUP BY workspace_id;
