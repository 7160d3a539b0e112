-- A sale that was sent while its line still waited for a person goes on holding its units: they left the shelf, and no
-- claim says so yet. Sales that had been sent before they were first read hold none: the stock was counted after them.

ALTER TABLE orders
  -- Whether it was known here before it was sent.
  ADD COLUMN sent_while_known boolean NOT NULL DEFAULT false;

CREATE FUNCTION note_sending() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  NEW.sent_while_known := true;
  RETURN NEW;
END $$;

CREATE TRIGGER orders_sent BEFORE UPDATE ON orders FOR EACH ROW
  WHEN (OLD.status IN ('pending', 'paid', 'packed', 'on_hold', 'partially_shipped')
    AND NEW.status IN ('shipped', 'delivered', 'completed'))
  EXECUTE FUNCTION note_sending();

CREATE OR REPLACE FUNCTION units_held(of_workspace uuid, items uuid[]) RETURNS integer
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    WITH named AS (
      SELECT line.id
      FROM inventory_items AS item
      JOIN order_lines AS line ON line.workspace_id = of_workspace AND line.sku_key = item.sku_key
        AND line.state IN ('pending', 'queued')
      WHERE item.workspace_id = of_workspace AND item.id = ANY (items)
      UNION
      SELECT line.id
      FROM item_listings AS link
      JOIN order_lines AS line ON line.workspace_id = of_workspace AND line.state IN ('pending', 'queued')
        AND line.listing_external_id = link.listing_external_id AND line.variation_id IS NOT DISTINCT FROM link.variation_id
      JOIN orders AS sale ON sale.workspace_id = of_workspace AND sale.id = line.order_id AND sale.platform = link.platform
      WHERE link.workspace_id = of_workspace AND link.item_id = ANY (items)
    )
    SELECT coalesce(sum(CASE WHEN line.state = 'pending' THEN line.quantity ELSE greatest(0, line.quantity_needed
      - coalesce((SELECT sum(claim.quantity) FROM claims AS claim
        WHERE claim.workspace_id = of_workspace AND claim.line_id = line.id), 0)) END), 0)::integer
    FROM named
    JOIN order_lines AS line ON line.workspace_id = of_workspace AND line.id = named.id AND line.removed_at IS NULL
    JOIN orders AS sale ON sale.workspace_id = of_workspace AND sale.id = line.order_id
    WHERE (line.state = 'pending' AND sale.status = 'pending')
      OR (line.state = 'queued' AND (sale.status IN ('paid', 'packed', 'on_hold', 'partially_shipped')
        OR (sale.status IN ('shipped', 'delivered', 'completed') AND sale.sent_while_known))));
