-- A sale may be seen by two roads: from the platform that it was made on, and through a back office that brings that
-- platform's orders. Both orders are kept; one of them counts.

ALTER TABLE orders
  -- Where the sale was made, and its number there, where a back office only brings it.
  ADD COLUMN sold_on_platform text,
  ADD COLUMN sold_on_number text,
  -- The order that counts for the same sale; null for the one that counts.
  ADD COLUMN same_sale_as uuid,
  ADD FOREIGN KEY (workspace_id, same_sale_as) REFERENCES orders (workspace_id, id),
  ADD CHECK ((sold_on_platform IS NULL) = (sold_on_number IS NULL)),
  ADD CHECK (same_sale_as <> id);
CREATE INDEX orders_by_origin ON orders (workspace_id, sold_on_number, sold_on_platform) WHERE sold_on_number IS NOT NULL;
CREATE INDEX orders_counted_elsewhere ON orders (workspace_id, same_sale_as) WHERE same_sale_as IS NOT NULL;
