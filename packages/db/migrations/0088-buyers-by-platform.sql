-- A platform's own policy may bound how long its buyers' data is kept: what is over is found platform by platform.

DROP INDEX IF EXISTS orders_with_buyers;
CREATE INDEX orders_with_buyers ON orders (workspace_id, platform, (coalesce(shipped_at, changed_at)), id)
  WHERE buyer_erased_at IS NULL AND status IN ('shipped', 'delivered', 'completed', 'cancelled', 'refunded', 'returned');
