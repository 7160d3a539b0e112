-- The listings that order lines concern, found step by step through the indexes. Joined freely, the planner of a database
-- that has not counted its rows yet (a new shop's first hour) reads all links for each listing.
CREATE OR REPLACE FUNCTION listings_of_lines(of_workspace uuid, lines uuid[]) RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (
    WITH sold_line AS MATERIALIZED (
      SELECT line.sku_key, line.listing_external_id, line.variation_id, sale.platform
      FROM unnest(lines) AS wanted(id)
      CROSS JOIN LATERAL (SELECT one.sku_key, one.listing_external_id, one.variation_id, one.order_id
        FROM order_lines AS one WHERE one.workspace_id = of_workspace AND one.id = wanted.id OFFSET 0) AS line
      CROSS JOIN LATERAL (SELECT one.platform
        FROM orders AS one WHERE one.workspace_id = of_workspace AND one.id = line.order_id OFFSET 0) AS sale
    ), concerned AS MATERIALIZED (
      SELECT item.id
      FROM sold_line AS line
      CROSS JOIN LATERAL (SELECT one.id
        FROM inventory_items AS one WHERE one.workspace_id = of_workspace AND one.sku_key = line.sku_key OFFSET 0) AS item
      UNION
      SELECT link.item_id
      FROM sold_line AS line
      CROSS JOIN LATERAL (SELECT one.item_id
        FROM item_listings AS one WHERE one.workspace_id = of_workspace AND one.platform = line.platform
          AND one.listing_external_id = line.listing_external_id
          AND one.variation_id IS NOT DISTINCT FROM line.variation_id OFFSET 0) AS link
    )
    SELECT array_agg(DISTINCT listing.id)
    FROM concerned
    CROSS JOIN LATERAL (SELECT one.platform, one.listing_external_id, one.variation_id
      FROM item_listings AS one WHERE one.workspace_id = of_workspace AND one.item_id = concerned.id OFFSET 0) AS link
    CROSS JOIN LATERAL (SELECT one.id
      FROM listings AS one WHERE one.workspace_id = of_workspace AND one.platform = link.platform
        AND one.external_id = link.listing_external_id
        AND one.variation_id IS NOT DISTINCT FROM link.variation_id OFFSET 0) AS listing);
