import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { DatabaseHandle } from "../handle/database-handle.ts";

interface Ids {
  w: string;
  product: string;
  connection: string;
  item: string;
  order: string;
  line: string;
  shipment: string;
  user: string;
  listing: string;
}

/**
 * Puts at least one row into every table of a workspace. A test that reads the catalog fails when a new table is not here.
 */
export async function fillEveryTable(database: DatabaseHandle, workspaceId: string): Promise<void> {
  const [product, connection, item, order] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [line, shipment, user, listing] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const ids = { w: workspaceId, product, connection, item, order, line, shipment, user, listing };
  await sql`INSERT INTO auth."user" (id, name, email) VALUES (${user}, 'A', ${`${user}@example.test`})`.execute(
    database.db,
  );
  await database.inWorkspace(workspaceId, async (tx) => {
    for (const statement of [...shopRows(ids), ...saleRows(ids), ...workRows(ids)]) await statement.execute(tx);
  });
}

/** Accounts, connections, products, stock. */
function shopRows({ w, product, connection, item, user, listing }: Ids): RawBuilder<unknown>[] {
  return [
    sql`INSERT INTO members (workspace_id, user_id, role) VALUES (${w}, ${user}, 'owner')`,
    sql`INSERT INTO invitations (workspace_id, id, email, role, token_hash, mailed, invited_by, created_at, expires_at)
      VALUES (${w}, ${randomUUID()}, 'x@example.test', 'packer', 'h', false, ${user}, now(), now())`,
    sql`INSERT INTO api_keys (workspace_id, id, user_id, name, prefix, secret_hash) VALUES (${w}, ${randomUUID()}, ${user}, 'K', 'p', 'h')`,
    sql`INSERT INTO http_answers (workspace_id, user_id, key, request_hash) VALUES (${w}, ${user}, 'k', 'h')`,
    sql`INSERT INTO connections (workspace_id, id, platform, method, status) VALUES (${w}, ${connection}, 'ebay', 'keys', 'connected')`,
    sql`INSERT INTO credentials (workspace_id, connection_id, kind, ciphertext, key_id) VALUES (${w}, ${connection}, 'fields', 'x', 'k')`,
    sql`INSERT INTO oauth_states (workspace_id, id, platform, state_hash, session_id, user_id, payload, expires_at)
      VALUES (${w}, ${randomUUID()}, 'ebay', 'h', 's', ${user}, 'p', now())`,
    sql`INSERT INTO leases (workspace_id, name, holder, expires_at) VALUES (${w}, 'l', 'h', now())`,
    sql`INSERT INTO products (workspace_id, id, title) VALUES (${w}, ${product}, 'T')`,
    sql`INSERT INTO product_identifiers (workspace_id, product_id, type, value) VALUES (${w}, ${product}, 'gtin', '1')`,
    sql`INSERT INTO product_variants (workspace_id, id, product_id) VALUES (${w}, ${randomUUID()}, ${product})`,
    sql`INSERT INTO category_mappings (workspace_id, platform, category_key) VALUES (${w}, 'ebay', '1')`,
    sql`INSERT INTO attribute_mappings (workspace_id, platform, name) VALUES (${w}, 'ebay', 'N')`,
    sql`INSERT INTO listings (workspace_id, id, connection_id, platform, external_id, title, status)
      VALUES (${w}, ${listing}, ${connection}, 'ebay', '1', 'T', 'active')`,
    sql`INSERT INTO inventory_items (workspace_id, id, title, status) VALUES (${w}, ${item}, 'T', 'in_stock')`,
    sql`INSERT INTO inventory_identifiers (workspace_id, item_id, type, value) VALUES (${w}, ${item}, 'asin', 'B0')`,
    sql`INSERT INTO item_listings (workspace_id, item_id, platform, listing_external_id) VALUES (${w}, ${item}, 'ebay', '1')`,
    sql`INSERT INTO refused_links (workspace_id, listing_id, item_id) VALUES (${w}, ${listing}, ${item})`,
    sql`INSERT INTO stock_channels (workspace_id, connection_id) VALUES (${w}, ${connection})`,
    sql`INSERT INTO stock_policies (workspace_id) VALUES (${w})`,
    sql`INSERT INTO stock_rehearsals (workspace_id, id, connection_id, reason, state, changes, created_at, updated_at)
      VALUES (${w}, ${randomUUID()}, ${connection}, 'zeroes', 'waiting', '[]', now(), now())`,
    sql`INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind)
      VALUES (${w}, ${randomUUID()}, ${item}, 'received', 1, 'person')`,
  ];
}

/** Orders and what is done with them. */
function saleRows({ w, connection, item, order, line, shipment }: Ids): RawBuilder<unknown>[] {
  return [
    sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
        placed_at, changed_at, currency, lines_complete)
      VALUES (${w}, ${order}, ${connection}, 'ebay', '1', 'paid', 'PAID', 'paid', now(), now(), 'GBP', true)`,
    sql`INSERT INTO order_lines (workspace_id, id, order_id, external_id, position, title, quantity, currency)
      VALUES (${w}, ${line}, ${order}, '1', 0, 'T', 1, 'GBP')`,
    sql`INSERT INTO dispatch_batches (workspace_id, id, idempotency_key, request_hash, source, started_by)
      VALUES (${w}, ${order}, 'k', 'h', 'person', 'Ann')`,
    sql`INSERT INTO dispatch_parcels (workspace_id, batch_id, position, order_ref, request, idempotency_key, state)
      VALUES (${w}, ${order}, 0, '1', '{}', 'k:0', 'waiting')`,
    sql`INSERT INTO pick_ticks (workspace_id, line_id, item_id, quantity, ticked_by) VALUES (${w}, ${line}, ${item}, 1, 'Ann')`,
    sql`INSERT INTO order_rules (workspace_id, id, name, position, event, conditions, actions)
      VALUES (${w}, ${item}, 'R', 1, 'order_paid', '{}', '[]')`,
    sql`INSERT INTO order_rule_runs (workspace_id, rule_id, order_id, acted_at, outcome)
      VALUES (${w}, ${item}, ${order}, now(), 'done')`,
    sql`INSERT INTO fulfillment_settings (workspace_id) VALUES (${w})`,
    sql`INSERT INTO saved_views (workspace_id, id, user_id, name, filters) VALUES (${w}, ${item}, 'u', 'V', '{}')`,
    sql`INSERT INTO claims (workspace_id, id, order_id, line_id, item_id, quantity, method, decided_by_kind)
      VALUES (${w}, ${randomUUID()}, ${order}, ${line}, ${item}, 1, 'sku', 'system')`,
    sql`INSERT INTO shipments (workspace_id, id, order_id, source, state) VALUES (${w}, ${shipment}, ${order}, 'platform', 'confirmed')`,
    sql`INSERT INTO shipping_labels (workspace_id, id, order_id, connection_id, quote_id, state, rates)
      VALUES (${w}, ${randomUUID()}, ${order}, ${connection}, 'q', 'quoted', '[]')`,
    sql`INSERT INTO notice_settings (workspace_id, subject, body) VALUES (${w}, 'S', 'B')`,
    sql`INSERT INTO buyer_notices (workspace_id, id, order_id, shipment_id, state, way)
      VALUES (${w}, ${randomUUID()}, ${order}, ${shipment}, 'sent', 'email')`,
    sql`INSERT INTO shipping_senders (workspace_id, address) VALUES (${w}, '{}')`,
    sql`INSERT INTO shipment_lines (workspace_id, shipment_id, line_id, quantity) VALUES (${w}, ${shipment}, ${line}, 1)`,
    sql`INSERT INTO queue_entries (workspace_id, id, platform, connection_id, order_id, line_id, order_placed_at, status,
        reason, quantity_needed, title)
      VALUES (${w}, ${randomUUID()}, 'ebay', ${connection}, ${order}, ${line}, now(), 'pending', 'no_match', 1, 'T')`,
  ];
}

/** Decisions, runs, money and trails. */
function workRows({ w, connection, item, order, line }: Ids): RawBuilder<unknown>[] {
  return [
    sql`INSERT INTO stub_chains (workspace_id, sequence, hash) VALUES (${w}, 1, 'h')`,
    sql`INSERT INTO stubs (workspace_id, sequence, id, action, decided_by_kind, payload, at, previous_hash, hash)
      VALUES (${w}, 1, ${randomUUID()}, 'link', 'system', '{}', now(), '', 'h')`,
    sql`INSERT INTO mappings (workspace_id, id, kind, source_type, source_value, item_id, decided_by_kind)
      VALUES (${w}, ${randomUUID()}, 'pin', 'sku', 'S', ${item}, 'person')`,
    sql`INSERT INTO policies (workspace_id) VALUES (${w})`,
    sql`INSERT INTO channel_policies (workspace_id, platform) VALUES (${w}, 'ebay')`,
    sql`INSERT INTO declined_offers (workspace_id, offer_key, decisions, declined_by) VALUES (${w}, 'K', 3, 'A')`,
    sql`INSERT INTO sync_runs (workspace_id, id, connection_id, kind, state) VALUES (${w}, ${randomUUID()}, ${connection}, 'orders', 'done')`,
    sql`INSERT INTO sync_cursors (workspace_id, connection_id, kind) VALUES (${w}, ${connection}, 'orders')`,
    sql`INSERT INTO sync_schedules (workspace_id, connection_id, kind) VALUES (${w}, ${connection}, 'orders')`,
    sql`INSERT INTO alerts (workspace_id, id, kind, trouble, severity, title, text, raised_at, seen_at)
      VALUES (${w}, ${item}, 'late', 'late:ebay', 'urgent', 'T', 't', now(), now())`,
    sql`INSERT INTO privacy_settings (workspace_id, buyer_days) VALUES (${w}, 30)`,
    sql`INSERT INTO alert_settings (workspace_id) VALUES (${w})`,
    sql`INSERT INTO webhook_endpoints (workspace_id, id, url, secret, key_id) VALUES (${w}, ${item}, 'https://a.test', 's', 'k')`,
    sql`INSERT INTO outgoing_events (workspace_id, id, type, subject_id, data)
      VALUES (${w}, ${line}, 'order.created', ${order}, ${JSON.stringify({ orderId: order, connectionId: connection })})`,
    sql`INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, subject_id, occurred_at)
      VALUES (${w}, ${item}, ${line}, ${order}, now())`,
    sql`INSERT INTO alert_deliveries (workspace_id, id, alert_id, available_at) VALUES (${w}, ${item}, ${item}, now())`,
    sql`INSERT INTO rate_budgets (workspace_id, connection_id, operation, window_name)
      VALUES (${w}, ${connection}, 'all calls', 'day-utc')`,
    sql`INSERT INTO unread_orders (workspace_id, connection_id, external_id, message, first_failed_at, last_failed_at)
      VALUES (${w}, ${connection}, '1', 'm', now(), now())`,
    sql`INSERT INTO outbox (workspace_id, id, connection_id, kind, idempotency_key, state, payload)
      VALUES (${w}, ${randomUUID()}, ${connection}, 'ship', 'k', 'pending', '{}')`,
    sql`INSERT INTO webhook_events (workspace_id, id, platform, event_id, type, payload) VALUES (${w}, ${randomUUID()}, 'ebay', 'e', 't', '{}')`,
    sql`INSERT INTO jobs (workspace_id, id, kind, state) VALUES (${w}, ${randomUUID()}, 'k', 'queued')`,
    sql`INSERT INTO idempotency_keys (workspace_id, scope, key, request_hash, response) VALUES (${w}, 's', 'k', 'h', '{}')`,
    sql`INSERT INTO catalogue_products (workspace_id, source, external_id, number, barcodes_are_own, product, search_text, read_at)
      VALUES (${w}, 'brickset', '1', '1-1', true, '{}', '', now())`,
    sql`INSERT INTO catalogue_barcodes (workspace_id, source, external_id, barcode) VALUES (${w}, 'brickset', '1', '1')`,
    sql`INSERT INTO catalogue_questions (workspace_id, source, kind, question, asked_at, found)
      VALUES (${w}, 'brickset', 'words', 'w', now(), 0)`,
    sql`INSERT INTO catalogue_sources (workspace_id, source) VALUES (${w}, 'brickset')`,
    sql`INSERT INTO bank_accounts (workspace_id, connection_id, external_id, kind, currency, has_transactions)
      VALUES (${w}, ${connection}, 'acc', 'business', 'GBP', true)`,
    sql`INSERT INTO bank_transactions (workspace_id, id, connection_id, account_external_id, external_id, booked_at,
        amount_minor, currency, status)
      VALUES (${w}, ${line}, ${connection}, 'acc', 'tx', now(), 100, 'GBP', 'settled')`,
    sql`INSERT INTO payouts (workspace_id, id, connection_id, platform, external_id, status, raw_status, sent_at, amount_minor, currency)
      VALUES (${w}, ${order}, ${connection}, 'ebay', '1', 'paid', 'PAID', now(), 100, 'GBP')`,
    sql`INSERT INTO settlement_transactions (workspace_id, id, connection_id, platform, kind, external_id, raw_kind,
        booked_at, net_minor, currency)
      VALUES (${w}, ${randomUUID()}, ${connection}, 'ebay', 'sale', '1', 'SALE', now(), 100, 'GBP')`,
    sql`INSERT INTO payout_decisions (workspace_id, id, kind, payout_id, transaction_id, decided_by, decided_at)
      VALUES (${w}, ${randomUUID()}, 'paired', ${order}, ${line}, 'Ada', now())`,
    sql`INSERT INTO audit (workspace_id, id, actor_kind, action, subject_type, subject_id) VALUES (${w}, ${randomUUID()}, 'system', 'a', 't', 's')`,
    sql`INSERT INTO audit_links (workspace_id, number, audit_id, row_hash, hash, linked_at)
      VALUES (${w}, 1, ${item}, 'h', 'h', now())`,
  ];
}
