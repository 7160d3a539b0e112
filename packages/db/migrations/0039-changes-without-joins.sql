-- A statement's old and new rows are compared as sets, not joined. The plan of a trigger's query is made once in a
-- session, mostly while few rows change, and then joins every row with every other for as long as the session lives.

CREATE OR REPLACE FUNCTION figure_changed_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
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

CREATE OR REPLACE FUNCTION figure_new_costs() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  repriced uuid[];
BEGIN
  SELECT array_agg(item.id) INTO repriced FROM (
    SELECT workspace_id, id, unit_cost_minor, unit_cost_currency FROM after_change
    EXCEPT
    SELECT workspace_id, id, unit_cost_minor, unit_cost_currency FROM before_change) AS item;
  IF repriced IS NULL THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(claim.workspace_id, array_agg(DISTINCT claim.order_id))
  FROM claims AS claim WHERE claim.item_id = ANY (repriced)
    AND claim.workspace_id IN (SELECT DISTINCT workspace_id FROM after_change)
  GROUP BY claim.workspace_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_payment() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  changed record;
  concerned uuid[];
BEGIN
  FOR changed IN
    SELECT sale.workspace_id, array_agg(sale.id) AS orders
    FROM (
      SELECT workspace_id, id, status = 'pending' FROM after_change
      EXCEPT
      SELECT workspace_id, id, status = 'pending' FROM before_change) AS sale
    GROUP BY sale.workspace_id
  LOOP
    concerned := listings_of_lines(changed.workspace_id, ARRAY(
      SELECT line.id FROM order_lines AS line
      WHERE line.workspace_id = changed.workspace_id AND line.order_id = ANY (changed.orders)));
    IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_availability() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM (
    SELECT workspace_id, id, units_to_offer(status, quantity_on_hand, quantity_claimed, removed_at) FROM after_change
    EXCEPT
    SELECT workspace_id, id, units_to_offer(status, quantity_on_hand, quantity_claimed, removed_at) FROM before_change
  ) AS item
  JOIN item_listings AS link ON link.workspace_id = item.workspace_id AND link.item_id = item.id
  JOIN listings AS listing ON listing.workspace_id = link.workspace_id AND listing.platform = link.platform
    AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  RETURN NULL;
END $$;

-- The items of new claims are named one by one, so that they are found by their key whatever the plan.
CREATE OR REPLACE FUNCTION apply_new_claims() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  claimed record;
BEGIN
  FOR claimed IN
    SELECT total.workspace_id, array_agg(total.item_id ORDER BY total.item_id) AS items,
      array_agg(total.quantity ORDER BY total.item_id) AS quantities
    FROM (SELECT workspace_id, item_id, sum(quantity - quantity_sold)::integer AS quantity
      FROM after_change GROUP BY workspace_id, item_id) AS total
    GROUP BY total.workspace_id ORDER BY total.workspace_id
  LOOP
    PERFORM 1 FROM inventory_items
      WHERE workspace_id = claimed.workspace_id AND id = ANY (claimed.items)
      ORDER BY id FOR NO KEY UPDATE;
    UPDATE inventory_items AS item
      SET quantity_claimed = item.quantity_claimed + total.quantity, updated_at = now()
      FROM unnest(claimed.items, claimed.quantities) AS total(item_id, quantity)
      WHERE item.workspace_id = claimed.workspace_id AND item.id = total.item_id;
  END LOOP;
  RETURN NULL;
END $$;
