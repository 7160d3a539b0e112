-- Claims tie sold lines to units; movements are the only way on-hand changes. The two quantities of an item follow
-- them by trigger, and the roles of the application cannot write them: they cannot drift and cannot be oversold.

CREATE TABLE claims (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_id uuid NOT NULL,
  item_id uuid NOT NULL,
  -- Units held now; of those, units dispatched. Units let go are counted apart, returned ones among them.
  quantity integer NOT NULL,
  quantity_sold integer NOT NULL DEFAULT 0,
  quantity_released integer NOT NULL DEFAULT 0,
  quantity_returned integer NOT NULL DEFAULT 0,
  state text NOT NULL GENERATED ALWAYS AS (
    CASE
      WHEN quantity = 0 AND quantity_returned > 0 THEN 'returned'
      WHEN quantity = 0 THEN 'released'
      WHEN quantity_sold = quantity THEN 'sold'
      ELSE 'reserved'
    END) STORED,
  method text NOT NULL,
  decided_by_kind text NOT NULL CHECK (decided_by_kind IN ('system', 'rule', 'person')),
  decided_by text,
  evidence jsonb NOT NULL DEFAULT '[]',
  -- Money of the sale for the claim's whole quantity, so that shares add up exactly.
  currency char(3),
  gross_minor bigint,
  fees_minor bigint,
  shipping_minor bigint,
  tax_minor bigint,
  net_minor bigint,
  reserved_at timestamptz NOT NULL DEFAULT now(),
  sold_at timestamptz,
  released_at timestamptz,
  returned_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id),
  FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines (workspace_id, id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id),
  CHECK (quantity_sold BETWEEN 0 AND quantity),
  CHECK (quantity_returned BETWEEN 0 AND quantity_released)
);
CREATE INDEX claims_by_line ON claims (workspace_id, line_id);
CREATE INDEX claims_by_order ON claims (workspace_id, order_id);
CREATE INDEX claims_by_item ON claims (workspace_id, item_id, state);
CALL protect_table('claims');
REVOKE DELETE ON claims FROM counterfoil_app, counterfoil_system;

CREATE TABLE stock_movements (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('received', 'imported', 'adjusted', 'sold', 'sale_undone', 'returned', 'removed')),
  quantity integer NOT NULL CHECK (quantity <> 0),
  claim_id uuid,
  order_id uuid,
  actor_kind text NOT NULL CHECK (actor_kind IN ('system', 'rule', 'person')),
  actor text,
  note text,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, claim_id) REFERENCES claims (workspace_id, id),
  FOREIGN KEY (workspace_id, order_id) REFERENCES orders (workspace_id, id)
);
CREATE INDEX stock_movements_by_item ON stock_movements (workspace_id, item_id, at, id);
CALL protect_table('stock_movements', append_only => true);

CREATE FUNCTION apply_stock_movements() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Rows are locked in one order, so that two statements over the same items wait instead of deadlocking; without
  -- the key, because every new claim holds its item's key for its foreign key.
  PERFORM 1 FROM inventory_items
    WHERE (workspace_id, id) IN (SELECT workspace_id, item_id FROM moved)
    ORDER BY workspace_id, id FOR NO KEY UPDATE;
  UPDATE inventory_items AS item
    SET quantity_on_hand = item.quantity_on_hand + total.quantity, updated_at = now()
    FROM (SELECT workspace_id, item_id, sum(quantity) AS quantity FROM moved GROUP BY workspace_id, item_id) AS total
    WHERE item.workspace_id = total.workspace_id AND item.id = total.item_id;
  RETURN NULL;
END $$;

CREATE TRIGGER stock_movements_applied AFTER INSERT ON stock_movements
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION apply_stock_movements();

CREATE FUNCTION apply_new_claims() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM inventory_items
    WHERE (workspace_id, id) IN (SELECT workspace_id, item_id FROM after_change)
    ORDER BY workspace_id, id FOR NO KEY UPDATE;
  UPDATE inventory_items AS item
    SET quantity_claimed = item.quantity_claimed + total.quantity, updated_at = now()
    FROM (SELECT workspace_id, item_id, sum(quantity - quantity_sold) AS quantity
      FROM after_change GROUP BY workspace_id, item_id) AS total
    WHERE item.workspace_id = total.workspace_id AND item.id = total.item_id;
  RETURN NULL;
END $$;

CREATE TRIGGER claims_inserted AFTER INSERT ON claims
  REFERENCING NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION apply_new_claims();

CREATE FUNCTION apply_changed_claims() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM inventory_items
    WHERE (workspace_id, id) IN
      (SELECT workspace_id, item_id FROM after_change UNION SELECT workspace_id, item_id FROM before_change)
    ORDER BY workspace_id, id FOR NO KEY UPDATE;
  UPDATE inventory_items AS item
    SET quantity_claimed = item.quantity_claimed + total.quantity, updated_at = now()
    FROM (
      SELECT workspace_id, item_id, sum(quantity) AS quantity FROM (
        SELECT workspace_id, item_id, quantity - quantity_sold AS quantity FROM after_change
        UNION ALL
        SELECT workspace_id, item_id, quantity_sold - quantity FROM before_change
      ) AS change GROUP BY workspace_id, item_id HAVING sum(quantity) <> 0
    ) AS total
    WHERE item.workspace_id = total.workspace_id AND item.id = total.item_id;
  RETURN NULL;
END $$;

CREATE TRIGGER claims_updated AFTER UPDATE ON claims
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION apply_changed_claims();

REVOKE INSERT, UPDATE, DELETE ON inventory_items FROM counterfoil_app, counterfoil_system;
GRANT INSERT (workspace_id, id, product_id, sku, title, condition, status, location, unit_cost_minor,
    unit_cost_currency, asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note,
    created_at, updated_at),
  UPDATE (product_id, sku, title, condition, status, location, unit_cost_minor, unit_cost_currency,
    asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note, updated_at, removed_at)
  ON inventory_items TO counterfoil_app, counterfoil_system;
