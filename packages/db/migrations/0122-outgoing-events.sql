-- What happens at the desk, told to addresses that asked for it. A change writes its events itself, in its own
-- transaction: none is lost and none is told that was undone. Where nobody asked, nothing is written.

ALTER TABLE alert_webhooks RENAME TO webhook_endpoints;
ALTER TABLE webhook_endpoints RENAME CONSTRAINT alert_webhooks_pkey TO webhook_endpoints_pkey;
ALTER TABLE webhook_endpoints RENAME CONSTRAINT alert_webhooks_workspace_id_fkey TO webhook_endpoints_workspace_id_fkey;
ALTER TABLE webhook_endpoints
  ADD COLUMN events text[] NOT NULL DEFAULT '{alert.raised}',
  -- Rounds in a row in which it took nothing, since when, and how long it is left alone.
  ADD COLUMN failures integer NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN resting_until timestamptz,
  ADD COLUMN last_success_at timestamptz;

CREATE TABLE outgoing_events (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  type text NOT NULL,
  -- What it is about: events of one subject are told in their order.
  subject_id uuid NOT NULL,
  -- Ids and what changed; never a buyer's data.
  data jsonb NOT NULL,
  connection_id uuid GENERATED ALWAYS AS ((data ->> 'connectionId')::uuid) STORED,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX outgoing_events_by_time ON outgoing_events (workspace_id, occurred_at);
CREATE INDEX outgoing_events_by_subject ON outgoing_events (workspace_id, subject_id, occurred_at);
CALL protect_table('outgoing_events');
CALL confine_table('outgoing_events', 'CASE
  WHEN type = ''alert.raised'' THEN EXISTS (SELECT FROM alerts AS alert
    WHERE alert.workspace_id = outgoing_events.workspace_id AND alert.id = outgoing_events.subject_id)
  WHEN connection_id IS NULL THEN type = ''stock.changed''
  ELSE connection_id = ANY ((SELECT current_connections())::uuid[]) END');

-- One for each event and address.
CREATE TABLE webhook_deliveries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- Null: at once.
  available_at timestamptz,
  sent_at timestamptz,
  -- What the address answered last; null where it did not answer.
  answered integer,
  error text,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, event_id, endpoint_id),
  FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, event_id) REFERENCES outgoing_events (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_by_time ON webhook_deliveries (workspace_id, endpoint_id, occurred_at, id);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (workspace_id, endpoint_id, occurred_at, id)
  WHERE state = 'pending';
CREATE INDEX webhook_deliveries_in_turn ON webhook_deliveries (workspace_id, endpoint_id, subject_id, occurred_at, id)
  WHERE state = 'pending';
CALL protect_table('webhook_deliveries');
CALL confine_table('webhook_deliveries', 'EXISTS (SELECT FROM outgoing_events AS told
  WHERE told.workspace_id = webhook_deliveries.workspace_id AND told.id = webhook_deliveries.event_id)');

-- Alerts go to addresses as one kind of event among others. The message's id stays what it was.
INSERT INTO outgoing_events (workspace_id, id, type, subject_id, data, occurred_at)
SELECT told.workspace_id, told.id, 'alert.raised', alert.id, jsonb_build_object('id', alert.id, 'kind', alert.kind,
  'severity', alert.severity, 'title', alert.title, 'text', alert.text, 'link', alert.link), alert.raised_at
FROM alert_deliveries AS told JOIN alerts AS alert ON alert.workspace_id = told.workspace_id AND alert.id = told.alert_id
WHERE told.webhook_id IS NOT NULL;
INSERT INTO webhook_deliveries (workspace_id, id, endpoint_id, event_id, subject_id, occurred_at, state, attempts,
  available_at, sent_at, error)
SELECT told.workspace_id, told.id, told.webhook_id, told.id, told.alert_id, event.occurred_at, told.state, told.attempts,
  told.available_at, told.sent_at, told.error
FROM alert_deliveries AS told JOIN outgoing_events AS event ON event.workspace_id = told.workspace_id AND event.id = told.id;
DELETE FROM alert_deliveries WHERE webhook_id IS NOT NULL;
ALTER TABLE alert_deliveries DROP COLUMN webhook_id;

CREATE FUNCTION hand_out_events() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, subject_id, occurred_at)
  SELECT told.workspace_id, endpoint.id, told.id, told.subject_id, told.occurred_at
  FROM told JOIN webhook_endpoints AS endpoint ON endpoint.workspace_id = told.workspace_id
    AND endpoint.enabled AND told.type = ANY (endpoint.events);
  RETURN NULL;
END $$;
CREATE TRIGGER outgoing_events_handed_out AFTER INSERT ON outgoing_events
  REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION hand_out_events();

-- What any address of the workspace asked to be told of; null where none did.
CREATE FUNCTION events_asked_for(of_workspace uuid) RETURNS text[]
  LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT kind) FROM webhook_endpoints AS endpoint CROSS JOIN unnest(endpoint.events) AS kind
  WHERE endpoint.workspace_id = of_workspace AND endpoint.enabled
$$;

-- The triggers below look at whole statements. Before and after are joined by hash: their plans are kept, and a plan made
-- for one row would compare each row with each.

CREATE FUNCTION tell_new_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_workspace uuid;
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM touched LOOP
    CONTINUE WHEN NOT coalesce('order.created' = ANY (events_asked_for(of_workspace)), false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT workspace_id, 'order.created', id, jsonb_build_object('orderId', id, 'connectionId', connection_id,
      'platform', platform, 'platformOrderId', external_id, 'status', status, 'paymentStatus', payment_status,
      'placedAt', to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM touched WHERE workspace_id = of_workspace;
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_changed_orders() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off AS $$
DECLARE
  of_workspace uuid;
  asked text[];
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM after_change LOOP
    asked := events_asked_for(of_workspace);
    CONTINUE WHEN NOT coalesce(asked && ARRAY['order.status_changed', 'order.cancelled', 'order.dispatched'], false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT fresh.workspace_id, told.type, fresh.id, jsonb_build_object('orderId', fresh.id,
      'connectionId', fresh.connection_id, 'platform', fresh.platform, 'platformOrderId', fresh.external_id,
      'status', fresh.status, 'previousStatus', past.status, 'paymentStatus', fresh.payment_status)
    FROM after_change AS fresh JOIN before_change AS past USING (workspace_id, id)
    CROSS JOIN LATERAL unnest(ARRAY['order.status_changed',
      CASE WHEN fresh.status = 'cancelled' THEN 'order.cancelled' END,
      CASE WHEN fresh.status IN ('shipped', 'delivered', 'completed')
        AND past.status NOT IN ('shipped', 'delivered', 'completed') THEN 'order.dispatched' END]) AS told(type)
    WHERE fresh.workspace_id = of_workspace AND fresh.status <> past.status AND told.type = ANY (asked);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER orders_told AFTER INSERT ON orders
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_orders();
CREATE TRIGGER orders_told_again AFTER UPDATE ON orders
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_orders();

-- What becomes of a line: linked, waiting for a person, sold though nothing is left, decided after it had waited.
CREATE FUNCTION line_events(was text, was_reason text, state text, reason text) RETURNS text[]
  LANGUAGE sql IMMUTABLE AS $$
  SELECT array_remove(ARRAY[
    CASE WHEN state = 'linked' AND was <> 'linked' THEN 'line.linked' END,
    CASE WHEN state = 'queued' AND (was <> 'queued' OR was_reason IS DISTINCT FROM reason) THEN 'line.waiting' END,
    CASE WHEN state = 'queued' AND reason = 'oversold' AND NOT (was = 'queued' AND was_reason IS NOT DISTINCT FROM reason)
      THEN 'line.oversold' END,
    CASE WHEN was = 'queued' AND state IN ('linked', 'skipped', 'no_inventory') THEN 'line.resolved' END], NULL)
$$;

CREATE FUNCTION tell_new_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_workspace uuid;
  asked text[];
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM touched LOOP
    asked := events_asked_for(of_workspace);
    CONTINUE WHEN NOT coalesce(asked && ARRAY['line.linked', 'line.waiting', 'line.oversold'], false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT line.workspace_id, told.type, line.order_id, (SELECT jsonb_build_object('connectionId', sale.connection_id,
        'platform', sale.platform, 'platformOrderId', sale.external_id) FROM orders AS sale
        WHERE sale.workspace_id = line.workspace_id AND sale.id = line.order_id)
      || jsonb_build_object('orderId', line.order_id, 'lineId', line.id, 'state', line.state, 'previousState', NULL,
        'reason', line.reason, 'quantityNeeded', line.quantity_needed, 'decidedBy', line.decided_by_kind)
    FROM touched AS line
    CROSS JOIN LATERAL unnest(line_events('pending', NULL, line.state, line.reason)) AS told(type)
    WHERE line.workspace_id = of_workspace AND line.state IN ('linked', 'queued') AND told.type = ANY (asked);
  END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION tell_changed_lines() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off AS $$
DECLARE
  of_workspace uuid;
  asked text[];
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM after_change LOOP
    asked := events_asked_for(of_workspace);
    CONTINUE WHEN NOT coalesce(asked && ARRAY['line.linked', 'line.waiting', 'line.oversold', 'line.resolved'], false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT line.workspace_id, told.type, line.order_id, (SELECT jsonb_build_object('connectionId', sale.connection_id,
        'platform', sale.platform, 'platformOrderId', sale.external_id) FROM orders AS sale
        WHERE sale.workspace_id = line.workspace_id AND sale.id = line.order_id)
      || jsonb_build_object('orderId', line.order_id, 'lineId', line.id, 'state', line.state, 'previousState', past.state,
        'reason', line.reason, 'quantityNeeded', line.quantity_needed, 'decidedBy', line.decided_by_kind)
    FROM after_change AS line JOIN before_change AS past USING (workspace_id, id)
    CROSS JOIN LATERAL unnest(line_events(past.state, past.reason, line.state, line.reason)) AS told(type)
    WHERE line.workspace_id = of_workspace AND (line.state, line.reason) IS DISTINCT FROM (past.state, past.reason)
      AND told.type = ANY (asked);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER order_lines_told AFTER INSERT ON order_lines
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_lines();
CREATE TRIGGER order_lines_told_again AFTER UPDATE ON order_lines
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_lines();

CREATE FUNCTION tell_changed_stock() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_nestloop = off AS $$
DECLARE
  of_workspace uuid;
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM after_change LOOP
    CONTINUE WHEN NOT coalesce('stock.changed' = ANY (events_asked_for(of_workspace)), false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT item.workspace_id, 'stock.changed', item.id, jsonb_build_object('inventoryItemId', item.id, 'sku', item.sku,
      'status', item.status, 'onHand', item.quantity_on_hand, 'claimed', item.quantity_claimed,
      'available', units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at),
      'removed', item.removed_at IS NOT NULL, 'previous', jsonb_build_object('status', past.status,
        'onHand', past.quantity_on_hand, 'claimed', past.quantity_claimed,
        'available', units_to_offer(past.status, past.quantity_on_hand, past.quantity_claimed, past.removed_at)))
    FROM after_change AS item JOIN before_change AS past USING (workspace_id, id)
    WHERE item.workspace_id = of_workspace
      AND (item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at IS NULL)
        IS DISTINCT FROM (past.status, past.quantity_on_hand, past.quantity_claimed, past.removed_at IS NULL);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER inventory_items_told AFTER UPDATE ON inventory_items
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_stock();

-- Parcels: those that a platform knows of, and those that it was not told, or perhaps not.
CREATE FUNCTION tell_new_shipments() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  of_workspace uuid;
  asked text[];
BEGIN
  FOR of_workspace IN SELECT DISTINCT workspace_id FROM touched LOOP
    asked := events_asked_for(of_workspace);
    CONTINUE WHEN NOT coalesce(asked && ARRAY['shipment.confirmed', 'shipment.failed'], false);
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT parcel.workspace_id, parcel.type, parcel.order_id, (SELECT jsonb_build_object('connectionId', sale.connection_id,
        'platform', sale.platform, 'platformOrderId', sale.external_id) FROM orders AS sale
        WHERE sale.workspace_id = parcel.workspace_id AND sale.id = parcel.order_id)
      || jsonb_build_object('orderId', parcel.order_id, 'shipmentId', parcel.id, 'state', parcel.state,
        'source', parcel.source, 'carrier', parcel.carrier)
    FROM (SELECT *, CASE WHEN state = 'confirmed' THEN 'shipment.confirmed' ELSE 'shipment.failed' END AS type
      FROM touched WHERE workspace_id = of_workspace AND state <> 'requested') AS parcel
    WHERE parcel.type = ANY (asked);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER shipments_told AFTER INSERT ON shipments
  REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_shipments();

-- One row at a time, and only where something changed that is told.
CREATE FUNCTION tell_changed_shipment() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kind text := CASE WHEN NEW.state = 'confirmed' THEN 'shipment.confirmed' ELSE 'shipment.failed' END;
BEGIN
  IF kind = ANY (events_asked_for(NEW.workspace_id)) THEN
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT NEW.workspace_id, kind, NEW.order_id, jsonb_build_object('connectionId', sale.connection_id,
      'platform', sale.platform, 'platformOrderId', sale.external_id, 'orderId', NEW.order_id, 'shipmentId', NEW.id,
      'state', NEW.state, 'source', NEW.source, 'carrier', NEW.carrier)
    FROM orders AS sale WHERE sale.workspace_id = NEW.workspace_id AND sale.id = NEW.order_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER shipments_told_again AFTER UPDATE ON shipments FOR EACH ROW
  WHEN (NEW.state <> OLD.state AND NEW.state <> 'requested') EXECUTE FUNCTION tell_changed_shipment();

CREATE FUNCTION tell_connection_health() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF 'connection.health_changed' = ANY (events_asked_for(NEW.workspace_id)) THEN
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    VALUES (NEW.workspace_id, 'connection.health_changed', NEW.id, jsonb_build_object('connectionId', NEW.id,
      'platform', NEW.platform, 'status', NEW.status, 'errorCode', NEW.error ->> 'code',
      'previousStatus', CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER connections_told AFTER INSERT ON connections FOR EACH ROW EXECUTE FUNCTION tell_connection_health();
CREATE TRIGGER connections_told_again AFTER UPDATE ON connections FOR EACH ROW
  WHEN (NEW.status <> OLD.status OR (NEW.error ->> 'code') IS DISTINCT FROM (OLD.error ->> 'code'))
  EXECUTE FUNCTION tell_connection_health();

CREATE FUNCTION tell_ended_run() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF 'sync.ended' = ANY (events_asked_for(NEW.workspace_id)) THEN
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    SELECT NEW.workspace_id, 'sync.ended', NEW.connection_id, jsonb_build_object('runId', NEW.id,
      'connectionId', NEW.connection_id, 'platform', origin.platform, 'kind', NEW.kind, 'state', NEW.state,
      'counts', jsonb_build_object('seen', NEW.seen, 'created', NEW.created, 'updated', NEW.updated,
        'unchanged', NEW.unchanged, 'failed', NEW.failed, 'linked', NEW.linked, 'queued', NEW.queued))
    FROM connections AS origin WHERE origin.workspace_id = NEW.workspace_id AND origin.id = NEW.connection_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sync_runs_told AFTER UPDATE ON sync_runs FOR EACH ROW
  WHEN (OLD.state = 'running' AND NEW.state <> 'running') EXECUTE FUNCTION tell_ended_run();
