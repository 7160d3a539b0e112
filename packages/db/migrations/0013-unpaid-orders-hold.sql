-- An order that is not paid yet holds its units: its platform has taken them off, and no other may sell them meanwhile.

-- Units of unpaid orders that may be units of these items: by the listing that was sold, or by the SKU.
CREATE FUNCTION units_held(of_workspace uuid, items uuid[]) RETURNS integer
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT coalesce(sum(line.quantity), 0)::integer
    FROM order_lines AS line
    JOIN orders AS sale ON sale.workspace_id = line.workspace_id AND sale.id = line.order_id AND sale.status = 'pending'
    WHERE line.workspace_id = of_workspace AND line.state = 'pending' AND line.removed_at IS NULL
      AND (EXISTS (SELECT FROM item_listings AS link WHERE link.workspace_id = of_workspace AND link.item_id = ANY (items)
          AND link.platform = sale.platform AND link.listing_external_id = line.listing_external_id
          AND link.variation_id IS NOT DISTINCT FROM line.variation_id)
        OR EXISTS (SELECT FROM inventory_items AS item WHERE item.workspace_id = of_workspace AND item.id = ANY (items)
          AND item.sku_key = line.sku_key)));

-- The stock behind a listing: how many items are tied to it, units on the shelf, and units that may be offered.
CREATE FUNCTION stock_behind(of_workspace uuid, on_platform text, listing_id text, of_variation text)
  RETURNS TABLE (links integer, on_hand integer, available integer, sold_here boolean)
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$
    SELECT count(*)::integer,
      coalesce(sum(CASE WHEN item.removed_at IS NULL AND item.status IN ('in_stock', 'listed')
        THEN item.quantity_on_hand ELSE 0 END), 0)::integer,
      greatest(0, coalesce(sum(
        units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at)), 0)::integer
        - CASE WHEN count(*) = 0 THEN 0 ELSE units_held(of_workspace, array_agg(item.id)) END),
      coalesce(bool_and(units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at) > 0
        OR EXISTS (SELECT FROM claims AS claim
          WHERE claim.workspace_id = of_workspace AND claim.item_id = item.id AND claim.quantity > 0)), false)
        OR CASE WHEN count(*) = 0 THEN false ELSE units_held(of_workspace, array_agg(item.id)) > 0 END
    FROM item_listings AS link
    JOIN inventory_items AS item ON item.workspace_id = link.workspace_id AND item.id = link.item_id
    WHERE link.workspace_id = of_workspace AND link.platform = on_platform AND link.listing_external_id = listing_id
      AND link.variation_id IS NOT DISTINCT FROM of_variation
  $$;

-- The listings whose stock the lines of some orders concern: by the listing that was sold, or by the SKU.
CREATE FUNCTION listings_of_lines(of_workspace uuid, lines uuid[]) RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    SELECT array_agg(DISTINCT listing.id)
    FROM order_lines AS line
    JOIN orders AS sale ON sale.workspace_id = line.workspace_id AND sale.id = line.order_id
    JOIN inventory_items AS item ON item.workspace_id = of_workspace
      AND (item.sku_key = line.sku_key OR EXISTS (SELECT FROM item_listings AS sold
        WHERE sold.workspace_id = of_workspace AND sold.item_id = item.id AND sold.platform = sale.platform
          AND sold.listing_external_id = line.listing_external_id
          AND sold.variation_id IS NOT DISTINCT FROM line.variation_id))
    JOIN item_listings AS link ON link.workspace_id = of_workspace AND link.item_id = item.id
    JOIN listings AS listing ON listing.workspace_id = of_workspace AND listing.platform = link.platform
      AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id
    WHERE line.workspace_id = of_workspace AND line.id = ANY (lines));

CREATE FUNCTION note_unpaid_lines() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  unpaid record;
  concerned uuid[];
BEGIN
  FOR unpaid IN
    SELECT line.workspace_id, array_agg(line.id) AS lines
    FROM touched AS line
    JOIN orders AS sale ON sale.workspace_id = line.workspace_id AND sale.id = line.order_id
    WHERE sale.status = 'pending' GROUP BY line.workspace_id
  LOOP
    concerned := listings_of_lines(unpaid.workspace_id, unpaid.lines);
    IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER order_lines_unpaid AFTER INSERT ON order_lines
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_unpaid_lines();

CREATE FUNCTION note_payment() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  changed record;
  concerned uuid[];
BEGIN
  FOR changed IN
    SELECT sale.workspace_id, array_agg(line.id) AS lines
    FROM after_change AS sale
    JOIN before_change AS past ON past.workspace_id = sale.workspace_id AND past.id = sale.id
    JOIN order_lines AS line ON line.workspace_id = sale.workspace_id AND line.order_id = sale.id
    WHERE (sale.status = 'pending') <> (past.status = 'pending') GROUP BY sale.workspace_id
  LOOP
    concerned := listings_of_lines(changed.workspace_id, changed.lines);
    IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_paid AFTER UPDATE ON orders
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION note_payment();
