-- A paid sale that waits for a person holds its units too: which one goes is open, that one goes is not. Both holds are
-- found by index, so that their cost does not grow with the number of orders.

CREATE INDEX order_lines_waiting_by_listing ON order_lines (workspace_id, listing_external_id)
  WHERE state IN ('pending', 'queued');

-- Units of unpaid and of waiting sales that may be units of these items: by the listing that was sold, or by the SKU.
-- Dispatched sales are left out: their units are gone, and reported where they seem to be here.
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
      OR (line.state = 'queued' AND sale.status IN ('paid', 'packed', 'on_hold', 'partially_shipped')));

-- The listings whose stock the lines of some orders concern: by the listing that was sold, or by the SKU.
CREATE OR REPLACE FUNCTION listings_of_lines(of_workspace uuid, lines uuid[]) RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    WITH concerned AS (
      SELECT item.id
      FROM order_lines AS line
      JOIN inventory_items AS item ON item.workspace_id = of_workspace AND item.sku_key = line.sku_key
      WHERE line.workspace_id = of_workspace AND line.id = ANY (lines)
      UNION
      SELECT sold.item_id
      FROM order_lines AS line
      JOIN orders AS sale ON sale.workspace_id = of_workspace AND sale.id = line.order_id
      JOIN item_listings AS sold ON sold.workspace_id = of_workspace AND sold.platform = sale.platform
        AND sold.listing_external_id = line.listing_external_id
        AND sold.variation_id IS NOT DISTINCT FROM line.variation_id
      WHERE line.workspace_id = of_workspace AND line.id = ANY (lines)
    )
    SELECT array_agg(DISTINCT listing.id)
    FROM concerned
    JOIN item_listings AS link ON link.workspace_id = of_workspace AND link.item_id = concerned.id
    JOIN listings AS listing ON listing.workspace_id = of_workspace AND listing.platform = link.platform
      AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id);
