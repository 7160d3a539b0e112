-- An import writes orders, lines and claims one after the other; the figures of each order were reckoned anew after each.
-- With `counterfoil.figures` set to `later` in a transaction, the import says itself when to reckon: once, at its end.

CREATE FUNCTION figures_wait() RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce(current_setting('counterfoil.figures', true), '') = 'later';

-- Reckons the figures of orders of the transaction's own workspace, and ends the waiting.
CREATE FUNCTION figure_orders_now(concerned uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('counterfoil.figures', '', true);
  PERFORM refresh_order_figures(current_workspace_id(), concerned);
END $$;
REVOKE EXECUTE ON FUNCTION figure_orders_now FROM PUBLIC;
GRANT EXECUTE ON FUNCTION figure_orders_now TO counterfoil_app;

CREATE OR REPLACE FUNCTION figure_new_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(workspace_id, array_agg(id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION figure_new_parts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(workspace_id, array_agg(DISTINCT order_id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION figure_changed_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(line.workspace_id, array_agg(DISTINCT line.order_id))
  FROM (
    SELECT workspace_id, order_id, id, quantity, quantity_cancelled, state = 'linked', quantity_needed, removed_at
    FROM after_change
    EXCEPT
    SELECT workspace_id, order_id, id, quantity, quantity_cancelled, state = 'linked', quantity_needed, removed_at
    FROM before_change) AS line
  GROUP BY line.workspace_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION figure_changed_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(sale.workspace_id, array_agg(sale.id))
  FROM (
    SELECT workspace_id, id, placed_at, status, payment_status, currency, lines_complete, total_minor, tax_minor,
      refunded_minor, fees_minor, paid_at, ship_by, shipped_at, same_sale_as FROM after_change
    EXCEPT
    SELECT workspace_id, id, placed_at, status, payment_status, currency, lines_complete, total_minor, tax_minor,
      refunded_minor, fees_minor, paid_at, ship_by, shipped_at, same_sale_as FROM before_change) AS sale
  GROUP BY sale.workspace_id;
  RETURN NULL;
END $$;
