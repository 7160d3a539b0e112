-- The SKU of an item by its id without its row: what sold in a year is summed by SKU in one scan of this index.
CREATE INDEX inventory_items_sku_of_id ON inventory_items (workspace_id, id) INCLUDE (sku_key);
