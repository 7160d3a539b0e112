-- Buyers' personal data: how long it is kept, and that what was erased stays erased.

CREATE TABLE privacy_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  -- Days after an order was sent or ended; null: until somebody erases it.
  buyer_days integer CHECK (buyer_days BETWEEN 1 AND 3650),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('privacy_settings');

ALTER TABLE orders ADD COLUMN buyer_erased_at timestamptz;
CREATE INDEX orders_with_buyers ON orders (workspace_id, (coalesce(shipped_at, changed_at)), id)
  WHERE buyer_erased_at IS NULL AND status IN ('shipped', 'delivered', 'completed', 'cancelled', 'refunded', 'returned');

-- Setting `buyer_erased_at` erases, and a later reading of the same order from its platform brings nothing back.
CREATE FUNCTION keep_buyer_erased() RETURNS trigger
  LANGUAGE plpgsql AS $$
DECLARE
  word text;
BEGIN
  FOREACH word IN ARRAY ARRAY[OLD.buyer_external_id, OLD.buyer_username, OLD.buyer_name, OLD.buyer_email,
    NEW.buyer_external_id, NEW.buyer_username, NEW.buyer_name, NEW.buyer_email]
  LOOP
    CONTINUE WHEN word IS NULL OR word = '';
    NEW.search_text := replace(NEW.search_text, word, '');
    UPDATE queue_entries SET search_text = replace(search_text, word, '')
      WHERE workspace_id = NEW.workspace_id AND order_id = NEW.id AND search_text LIKE '%' || word || '%';
  END LOOP;
  NEW.buyer_external_id := NULL;
  NEW.buyer_username := NULL;
  NEW.buyer_name := NULL;
  NEW.buyer_email := NULL;
  NEW.ship_to := NULL;
  NEW.buyer_note := NULL;
  NEW.raw := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER orders_keep_buyer_erased BEFORE UPDATE ON orders
  FOR EACH ROW WHEN (NEW.buyer_erased_at IS NOT NULL) EXECUTE FUNCTION keep_buyer_erased();
