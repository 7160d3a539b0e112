-- Figures are kept for orders that count: the other road of the same sale has none.

ALTER FUNCTION refresh_order_figures(uuid, uuid[]) RENAME TO figure_orders;

CREATE FUNCTION refresh_order_figures(of_workspace uuid, concerned uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM order_figures AS figures USING orders AS sale
  WHERE figures.workspace_id = of_workspace AND figures.order_id = ANY (concerned)
    AND sale.workspace_id = of_workspace AND sale.id = figures.order_id AND sale.same_sale_as IS NOT NULL;
  SELECT figure_orders(of_workspace, coalesce(array_agg(sale.id), '{}'))
  FROM orders AS sale
  WHERE sale.workspace_id = of_workspace AND sale.id = ANY (concerned) AND sale.same_sale_as IS NULL;
$$;
REVOKE EXECUTE ON FUNCTION refresh_order_figures FROM PUBLIC;

CREATE OR REPLACE FUNCTION figure_changed_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM refresh_order_figures(sale.workspace_id, array_agg(sale.id))
  FROM after_change AS sale
  JOIN before_change AS past ON past.workspace_id = sale.workspace_id AND past.id = sale.id
  WHERE (sale.placed_at, sale.status, sale.payment_status, sale.currency, sale.lines_complete, sale.total_minor,
      sale.tax_minor, sale.refunded_minor, sale.fees_minor, sale.paid_at, sale.ship_by, sale.shipped_at, sale.same_sale_as)
    IS DISTINCT FROM (past.placed_at, past.status, past.payment_status, past.currency, past.lines_complete,
      past.total_minor, past.tax_minor, past.refunded_minor, past.fees_minor, past.paid_at, past.ship_by, past.shipped_at,
      past.same_sale_as)
  GROUP BY sale.workspace_id;
  RETURN NULL;
END $$;
