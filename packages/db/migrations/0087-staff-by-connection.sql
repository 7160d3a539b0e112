-- Members, invitations and API keys may be confined to some connections. A transaction in their name takes on a third
-- role, counterfoil_staff, which may what counterfoil_app may and is bound by the restrictive policies below besides.
-- Everybody else's transactions, and every job's, are planned and run exactly as before.

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'counterfoil_staff') THEN
    BEGIN
      CREATE ROLE counterfoil_staff NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF NOT pg_has_role('counterfoil_staff', 'counterfoil_app', 'USAGE') THEN
    GRANT counterfoil_app TO counterfoil_staff;
  END IF;
  -- Taken on, never inherited: else the policies of staff would bind the owner's own functions.
  IF NOT pg_has_role(current_user, 'counterfoil_staff', 'SET') THEN
    EXECUTE format('GRANT counterfoil_staff TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'the database login may not make the role counterfoil_staff' USING HINT = format(
    'As an administrator: CREATE ROLE counterfoil_staff; GRANT counterfoil_app TO counterfoil_staff; '
    'GRANT counterfoil_staff TO %I WITH INHERIT FALSE, SET TRUE;', current_user);
END $$;

-- The connections that the running transaction is confined to; null where nothing was said, and then none is seen.
CREATE FUNCTION current_connections() RETURNS uuid[]
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('counterfoil.connections', true), '')::uuid[];

-- Hides rows of other connections from staff: by a condition on the table's own row.
CREATE PROCEDURE confine_table(confined regclass, condition text)
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE POLICY own_connections ON %s AS RESTRICTIVE TO counterfoil_staff USING (%s)', confined, condition);
END $$;

CALL confine_table('connections', 'id = ANY ((SELECT current_connections())::uuid[])');

DO $$
DECLARE
  confined text;
BEGIN
  FOREACH confined IN ARRAY ARRAY['bank_accounts', 'bank_transactions', 'credentials', 'listings', 'orders', 'outbox',
    'payouts', 'queue_entries', 'rate_budgets', 'settlement_transactions', 'stock_channels', 'stock_rehearsals',
    'stock_tasks', 'sync_cursors', 'sync_runs', 'sync_schedules', 'unread_orders', 'webhook_events']
  LOOP
    CALL confine_table(confined::regclass, 'connection_id = ANY ((SELECT current_connections())::uuid[])');
  END LOOP;

  -- What belongs to an order is seen with it: the inner query is bound by the policy of orders.
  FOREACH confined IN ARRAY ARRAY['buyer_notices', 'claims', 'order_figures', 'order_lines', 'order_rule_runs',
    'shipments', 'shipping_labels']
  LOOP
    CALL confine_table(confined::regclass, format('EXISTS (SELECT FROM orders AS sale
      WHERE sale.workspace_id = %1$I.workspace_id AND sale.id = %1$I.order_id)', confined));
  END LOOP;
  FOREACH confined IN ARRAY ARRAY['dispatch_parcels', 'stock_movements', 'stubs'] LOOP
    CALL confine_table(confined::regclass, format('order_id IS NULL OR EXISTS (SELECT FROM orders AS sale
      WHERE sale.workspace_id = %1$I.workspace_id AND sale.id = %1$I.order_id)', confined));
  END LOOP;
  FOREACH confined IN ARRAY ARRAY['pick_ticks', 'shipment_lines'] LOOP
    CALL confine_table(confined::regclass, format('EXISTS (SELECT FROM order_lines AS line
      WHERE line.workspace_id = %1$I.workspace_id AND line.id = %1$I.line_id)', confined));
  END LOOP;
END $$;

CALL confine_table('refused_links', 'EXISTS (SELECT FROM listings AS listing
  WHERE listing.workspace_id = refused_links.workspace_id AND listing.id = refused_links.listing_id)');
CALL confine_table('payout_decisions', '(payout_id IS NULL OR EXISTS (SELECT FROM payouts AS payout
    WHERE payout.workspace_id = payout_decisions.workspace_id AND payout.id = payout_decisions.payout_id))
  AND (transaction_id IS NULL OR EXISTS (SELECT FROM bank_transactions AS booked
    WHERE booked.workspace_id = payout_decisions.workspace_id AND booked.id = payout_decisions.transaction_id))');
-- Long work that staff may start is sending orders: it is seen by whoever sees one of them.
CALL confine_table('jobs', 'CASE WHEN kind = ''orders.dispatch-bulk'' THEN EXISTS (SELECT FROM dispatch_parcels AS parcel
  WHERE parcel.workspace_id = jobs.workspace_id AND parcel.batch_id = (jobs.input ->> ''batchId'')::uuid) ELSE false END');
-- What an alert tells of: a connection, a sale, stock. The others sum up the whole shop.
CALL confine_table('alerts', 'CASE
  WHEN kind IN (''connection'', ''expiry'', ''run_failed'')
    THEN split_part(trouble, '':'', 2) = ANY ((SELECT current_connections())::text[])
  WHEN kind = ''oversold'' THEN EXISTS (SELECT FROM queue_entries AS entry
    WHERE entry.workspace_id = alerts.workspace_id AND entry.id::text = split_part(alerts.trouble, '':'', 2))
  ELSE kind = ''low_stock'' END');
CALL confine_table('alert_deliveries', 'EXISTS (SELECT FROM alerts AS alert
  WHERE alert.workspace_id = alert_deliveries.workspace_id AND alert.id = alert_deliveries.alert_id)');

-- What a change of stock means for other channels is noted whoever made it.
ALTER FUNCTION note_availability() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION note_links() SECURITY DEFINER SET search_path = public, pg_temp;
ALTER FUNCTION note_payment() SECURITY DEFINER SET search_path = public, pg_temp;

-- Null: every connection, also those that are made later.
ALTER TABLE members ADD COLUMN connection_ids uuid[],
  ADD CONSTRAINT members_confined CHECK (connection_ids IS NULL OR role IN ('packer', 'viewer'));
ALTER TABLE invitations ADD COLUMN connection_ids uuid[],
  ADD CONSTRAINT invitations_confined CHECK (connection_ids IS NULL OR role IN ('packer', 'viewer'));
ALTER TABLE api_keys ADD COLUMN connection_ids uuid[];
