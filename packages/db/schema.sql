-- Written by the test of the schema from a migrated database. Not run by anything.

CREATE TABLE auth."twoFactor" (
  id text NOT NULL,
  secret text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text NOT NULL,
  verified boolean DEFAULT true NOT NULL,
  "failedVerificationCount" integer DEFAULT 0 NOT NULL,
  "lockedUntil" timestamp with time zone,
  "lastUsedStep" bigint,
  CONSTRAINT "twoFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT "twoFactor_pkey" PRIMARY KEY (id)
);
ROW LEVEL SECURITY ENABLED ON auth."twoFactor";
CREATE UNIQUE INDEX "twoFactor_userId_uidx" ON auth."twoFactor" USING btree ("userId");

CREATE TABLE auth."user" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  "emailVerified" boolean DEFAULT false NOT NULL,
  image text,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  "twoFactorEnabled" boolean DEFAULT false NOT NULL,
  CONSTRAINT user_pkey PRIMARY KEY (id),
  CONSTRAINT user_email_key UNIQUE (email)
);
ROW LEVEL SECURITY ENABLED ON auth."user";

CREATE TABLE auth.account (
  id text NOT NULL,
  issuer text NOT NULL,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT account_pkey PRIMARY KEY (id)
);
ROW LEVEL SECURITY ENABLED ON auth.account;
CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
CREATE UNIQUE INDEX "account_issuer_accountId_uidx" ON auth.account USING btree (issuer, "accountId");

CREATE TABLE auth.attempt (
  key text NOT NULL,
  count integer NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT attempt_pkey PRIMARY KEY (key)
);
ROW LEVEL SECURITY ENABLED ON auth.attempt;

CREATE TABLE auth.session (
  id text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  token text NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL,
  CONSTRAINT session_token_hashed CHECK ((token ~ '^[0-9a-f]{64}$'::text)),
  CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_key UNIQUE (token)
);
ROW LEVEL SECURITY ENABLED ON auth.session;
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");

CREATE TABLE auth.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT verification_pkey PRIMARY KEY (id)
);
ROW LEVEL SECURITY ENABLED ON auth.verification;
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);

CREATE TABLE public.alert_deliveries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  alert_id uuid NOT NULL,
  state text DEFAULT 'pending'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  error text,
  CONSTRAINT alert_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT alert_deliveries_workspace_id_alert_id_fkey FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT alert_deliveries_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.alert_deliveries;
CREATE INDEX alert_deliveries_by_alert ON public.alert_deliveries USING btree (workspace_id, alert_id);
CREATE INDEX alert_deliveries_due ON public.alert_deliveries USING btree (workspace_id, available_at) WHERE (state = 'pending'::text);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM alerts alert
  WHERE ((alert.workspace_id = alert_deliveries.workspace_id) AND (alert.id = alert_deliveries.alert_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.alert_settings (
  workspace_id uuid NOT NULL,
  muted_kinds jsonb DEFAULT '[]'::jsonb NOT NULL,
  email_to text,
  low_stock integer DEFAULT 1 NOT NULL,
  expiry_days integer DEFAULT 14 NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT alert_settings_expiry_days_check CHECK (((expiry_days >= 1) AND (expiry_days <= 90))),
  CONSTRAINT alert_settings_low_stock_check CHECK ((low_stock >= 0)),
  CONSTRAINT alert_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT alert_settings_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.alert_settings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.alerts (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  trouble text NOT NULL,
  severity text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  link text,
  raised_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  resolved_at timestamp with time zone,
  read_at timestamp with time zone,
  read_by text,
  CONSTRAINT alerts_severity_check CHECK ((severity = ANY (ARRAY['warning'::text, 'urgent'::text]))),
  CONSTRAINT alerts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT alerts_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.alerts;
CREATE INDEX alerts_by_time ON public.alerts USING btree (workspace_id, raised_at, id);
CREATE UNIQUE INDEX alerts_one_for_each_trouble ON public.alerts USING btree (workspace_id, trouble) WHERE (resolved_at IS NULL);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING 
CASE
    WHEN (kind = ANY (ARRAY['connection'::text, 'expiry'::text, 'run_failed'::text])) THEN (split_part(trouble, ':'::text, 2) = ANY ((( SELECT current_connections() AS current_connections))::text[]))
    WHEN (kind = 'oversold'::text) THEN (EXISTS ( SELECT
       FROM queue_entries entry
      WHERE ((entry.workspace_id = alerts.workspace_id) AND ((entry.id)::text = split_part(alerts.trouble, ':'::text, 2)))))
    ELSE (kind = 'low_stock'::text)
END;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.api_keys (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  secret_hash text NOT NULL,
  scopes jsonb DEFAULT '[]'::jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  connection_ids uuid[],
  CONSTRAINT api_keys_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT api_keys_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.api_keys;
CREATE INDEX api_keys_by_hash ON public.api_keys USING btree (secret_hash);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.attribute_mappings (
  workspace_id uuid NOT NULL,
  platform text NOT NULL,
  name text NOT NULL,
  value text,
  word text,
  decided_by text,
  decided_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT attribute_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT attribute_mappings_workspace_id_platform_name_value_key UNIQUE NULLS NOT DISTINCT (workspace_id, platform, name, value)
);
ROW LEVEL SECURITY FORCED ON public.attribute_mappings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.audit (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  actor_kind text NOT NULL,
  actor text,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  text text,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  request_id text,
  CONSTRAINT audit_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT audit_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT audit_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.audit;
CREATE INDEX audit_by_subject ON public.audit USING btree (workspace_id, subject_type, subject_id, at);
CREATE INDEX audit_by_time ON public.audit USING btree (workspace_id, at, id);
CREATE TRIGGER audit_figured AFTER INSERT ON public.audit REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_senders();
CREATE TRIGGER audit_waits_for_link AFTER INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION note_unlinked_audit();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT INSERT, SELECT TO counterfoil_app;
GRANT INSERT, SELECT TO counterfoil_system;

CREATE TABLE public.audit_links (
  workspace_id uuid NOT NULL,
  number bigint NOT NULL,
  audit_id uuid NOT NULL,
  row_hash text NOT NULL,
  hash text NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT audit_links_pkey PRIMARY KEY (workspace_id, number),
  CONSTRAINT audit_links_workspace_id_audit_id_key UNIQUE (workspace_id, audit_id)
);
ROW LEVEL SECURITY FORCED ON public.audit_links;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT INSERT, SELECT TO counterfoil_app;
GRANT INSERT, SELECT TO counterfoil_system;

CREATE TABLE public.audit_unlinked (
  workspace_id uuid NOT NULL,
  audit_id uuid NOT NULL,
  CONSTRAINT audit_unlinked_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT audit_unlinked_pkey PRIMARY KEY (workspace_id, audit_id)
);
ROW LEVEL SECURITY FORCED ON public.audit_unlinked;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.bank_accounts (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  name text,
  currency character(3) NOT NULL,
  number_ending text,
  opened_at timestamp with time zone,
  closed boolean DEFAULT false NOT NULL,
  has_transactions boolean NOT NULL,
  read_until timestamp with time zone,
  unread_from timestamp with time zone,
  unread_to timestamp with time zone,
  raw jsonb,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT bank_accounts_check CHECK (((unread_from IS NULL) = (unread_to IS NULL))),
  CONSTRAINT bank_accounts_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT bank_accounts_pkey PRIMARY KEY (workspace_id, connection_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.bank_accounts;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.bank_transactions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  account_external_id text NOT NULL,
  external_id text NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  settled_at timestamp with time zone,
  amount_minor bigint NOT NULL,
  currency character(3) NOT NULL,
  original_minor bigint,
  original_currency character(3),
  status text NOT NULL,
  decline_reason text,
  counterparty_name text,
  counterparty_ending text,
  reference text,
  description text,
  category text,
  scheme text,
  is_internal boolean,
  raw jsonb,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT bank_transactions_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'settled'::text, 'declined'::text]))),
  CONSTRAINT bank_transactions_workspace_id_connection_id_account_exter_fkey FOREIGN KEY (workspace_id, connection_id, account_external_id) REFERENCES bank_accounts(workspace_id, connection_id, external_id),
  CONSTRAINT bank_transactions_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT bank_transactions_workspace_id_connection_id_account_extern_key UNIQUE (workspace_id, connection_id, account_external_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.bank_transactions;
CREATE INDEX bank_transactions_by_booking ON public.bank_transactions USING btree (workspace_id, booked_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.buyer_notices (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  shipment_id uuid NOT NULL,
  state text NOT NULL,
  way text NOT NULL,
  message text,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone DEFAULT now() NOT NULL,
  sent_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT buyer_notices_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text]))),
  CONSTRAINT buyer_notices_way_check CHECK ((way = ANY (ARRAY['platform'::text, 'email'::text]))),
  CONSTRAINT buyer_notices_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT buyer_notices_workspace_id_shipment_id_fkey FOREIGN KEY (workspace_id, shipment_id) REFERENCES shipments(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT buyer_notices_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT buyer_notices_workspace_id_shipment_id_key UNIQUE (workspace_id, shipment_id)
);
ROW LEVEL SECURITY FORCED ON public.buyer_notices;
CREATE INDEX buyer_notices_due ON public.buyer_notices USING btree (workspace_id, available_at) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = buyer_notices.workspace_id) AND (sale.id = buyer_notices.order_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.catalogue_barcodes (
  workspace_id uuid NOT NULL,
  barcode text NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  CONSTRAINT catalogue_barcodes_workspace_id_source_external_id_fkey FOREIGN KEY (workspace_id, source, external_id) REFERENCES catalogue_products(workspace_id, source, external_id) ON DELETE CASCADE,
  CONSTRAINT catalogue_barcodes_pkey PRIMARY KEY (workspace_id, barcode, source, external_id)
);
ROW LEVEL SECURITY FORCED ON public.catalogue_barcodes;
CREATE INDEX catalogue_barcodes_by_product ON public.catalogue_barcodes USING btree (workspace_id, source, external_id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.catalogue_products (
  workspace_id uuid NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  number text NOT NULL,
  number_key text GENERATED ALWAYS AS normalize_identifier('set_number'::text, number) STORED NOT NULL,
  name text,
  barcodes_are_own boolean NOT NULL,
  product jsonb NOT NULL,
  search_text text NOT NULL,
  read_at timestamp with time zone NOT NULL,
  CONSTRAINT catalogue_products_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT catalogue_products_pkey PRIMARY KEY (workspace_id, source, external_id)
);
ROW LEVEL SECURITY FORCED ON public.catalogue_products;
CREATE INDEX catalogue_products_by_number ON public.catalogue_products USING btree (workspace_id, number_key);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.catalogue_questions (
  workspace_id uuid NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  question text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  found integer NOT NULL,
  CONSTRAINT catalogue_questions_found_check CHECK ((found >= 0)),
  CONSTRAINT catalogue_questions_kind_check CHECK ((kind = ANY (ARRAY['number'::text, 'barcode'::text, 'words'::text]))),
  CONSTRAINT catalogue_questions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT catalogue_questions_pkey PRIMARY KEY (workspace_id, source, kind, question)
);
ROW LEVEL SECURITY FORCED ON public.catalogue_questions;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.catalogue_sources (
  workspace_id uuid NOT NULL,
  source text NOT NULL,
  next_fill_at timestamp with time zone,
  filled_at timestamp with time zone,
  CONSTRAINT catalogue_sources_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT catalogue_sources_pkey PRIMARY KEY (workspace_id, source)
);
ROW LEVEL SECURITY FORCED ON public.catalogue_sources;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.category_mappings (
  workspace_id uuid NOT NULL,
  platform text NOT NULL,
  category_key text NOT NULL,
  category text,
  decided_by text,
  decided_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT category_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT category_mappings_pkey PRIMARY KEY (workspace_id, platform, category_key)
);
ROW LEVEL SECURITY FORCED ON public.category_mappings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.channel_policies (
  workspace_id uuid NOT NULL,
  platform text NOT NULL,
  probability_bar double precision,
  learned jsonb,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT channel_policies_probability_bar_check CHECK (((probability_bar >= (0)::double precision) AND (probability_bar <= (1)::double precision))),
  CONSTRAINT channel_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT channel_policies_pkey PRIMARY KEY (workspace_id, platform)
);
ROW LEVEL SECURITY FORCED ON public.channel_policies;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.claims (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_id uuid NOT NULL,
  item_id uuid NOT NULL,
  quantity integer NOT NULL,
  quantity_sold integer DEFAULT 0 NOT NULL,
  quantity_released integer DEFAULT 0 NOT NULL,
  quantity_returned integer DEFAULT 0 NOT NULL,
  state text GENERATED ALWAYS AS 
CASE
    WHEN ((quantity = 0) AND (quantity_returned > 0)) THEN 'returned'::text
    WHEN (quantity = 0) THEN 'released'::text
    WHEN (quantity_sold = quantity) THEN 'sold'::text
    ELSE 'reserved'::text
END STORED NOT NULL,
  method text NOT NULL,
  decided_by_kind text NOT NULL,
  decided_by text,
  evidence jsonb DEFAULT '[]'::jsonb NOT NULL,
  currency character(3),
  gross_minor bigint,
  fees_minor bigint,
  shipping_minor bigint,
  tax_minor bigint,
  net_minor bigint,
  reserved_at timestamp with time zone DEFAULT now() NOT NULL,
  sold_at timestamp with time zone,
  released_at timestamp with time zone,
  returned_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT claims_check CHECK (((quantity_sold >= 0) AND (quantity_sold <= quantity))),
  CONSTRAINT claims_check1 CHECK (((quantity_returned >= 0) AND (quantity_returned <= quantity_released))),
  CONSTRAINT claims_decided_by_kind_check CHECK ((decided_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT claims_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id),
  CONSTRAINT claims_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines(workspace_id, id),
  CONSTRAINT claims_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  CONSTRAINT claims_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.claims;
CREATE INDEX claims_by_item ON public.claims USING btree (workspace_id, item_id, state);
CREATE INDEX claims_by_line ON public.claims USING btree (workspace_id, line_id);
CREATE INDEX claims_by_order ON public.claims USING btree (workspace_id, order_id);
CREATE INDEX claims_by_time ON public.claims USING brin (workspace_id, created_at) WITH (pages_per_range='16', autosummarize='on');
CREATE TRIGGER claims_figured AFTER INSERT ON public.claims REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER claims_figured_again AFTER UPDATE ON public.claims REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER claims_inserted AFTER INSERT ON public.claims REFERENCING NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION apply_new_claims();
CREATE TRIGGER claims_updated AFTER UPDATE ON public.claims REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION apply_changed_claims();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = claims.workspace_id) AND (sale.id = claims.order_id))));
GRANT INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.connections (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  method text NOT NULL,
  environment text DEFAULT 'production'::text NOT NULL,
  marketplace text,
  label text,
  account text,
  account_external_id text,
  status text NOT NULL,
  demo boolean DEFAULT false NOT NULL,
  base_url text,
  settings jsonb DEFAULT '{}'::jsonb NOT NULL,
  scopes jsonb,
  last_checked_at timestamp with time zone,
  last_called text,
  last_latency_ms integer,
  warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
  error jsonb,
  expires_at timestamp with time zone,
  connected_at timestamp with time zone,
  disconnected_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT connections_method_check CHECK ((method = ANY (ARRAY['keys'::text, 'oauth2'::text]))),
  CONSTRAINT connections_status_check CHECK ((status = ANY (ARRAY['connected'::text, 'incomplete'::text, 'error'::text, 'not_connected'::text]))),
  CONSTRAINT connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT connections_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT connections_workspace_id_platform_environment_account_key UNIQUE NULLS NOT DISTINCT (workspace_id, platform, environment, account)
);
ROW LEVEL SECURITY FORCED ON public.connections;
CREATE INDEX connections_by_platform_account ON public.connections USING btree (platform, account_external_id);
CREATE TRIGGER connections_told AFTER INSERT ON public.connections FOR EACH ROW EXECUTE FUNCTION tell_connection_health();
CREATE TRIGGER connections_told_again AFTER UPDATE ON public.connections FOR EACH ROW WHEN (((new.status <> old.status) OR ((new.error ->> 'code'::text) IS DISTINCT FROM (old.error ->> 'code'::text)))) EXECUTE FUNCTION tell_connection_health();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.credentials (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  ciphertext text NOT NULL,
  key_id text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT credentials_kind_check CHECK ((kind = ANY (ARRAY['fields'::text, 'tokens'::text]))),
  CONSTRAINT credentials_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT credentials_pkey PRIMARY KEY (workspace_id, connection_id, kind)
);
ROW LEVEL SECURITY FORCED ON public.credentials;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.declined_offers (
  workspace_id uuid NOT NULL,
  offer_key text NOT NULL,
  decisions integer NOT NULL,
  declined_by text NOT NULL,
  declined_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT declined_offers_decisions_check CHECK ((decisions > 0)),
  CONSTRAINT declined_offers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT declined_offers_pkey PRIMARY KEY (workspace_id, offer_key)
);
ROW LEVEL SECURITY FORCED ON public.declined_offers;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.dispatch_batches (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  source text NOT NULL,
  started_by text NOT NULL,
  job_id uuid,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT dispatch_batches_source_check CHECK ((source = ANY (ARRAY['person'::text, 'rule'::text, 'api'::text]))),
  CONSTRAINT dispatch_batches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT dispatch_batches_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT dispatch_batches_workspace_id_idempotency_key_key UNIQUE (workspace_id, idempotency_key)
);
ROW LEVEL SECURITY FORCED ON public.dispatch_batches;
CREATE INDEX dispatch_batches_by_time ON public.dispatch_batches USING btree (workspace_id, created_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.dispatch_parcels (
  workspace_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  "position" integer NOT NULL,
  order_ref text NOT NULL,
  order_id uuid,
  request jsonb NOT NULL,
  idempotency_key text NOT NULL,
  state text NOT NULL,
  shipment_id uuid,
  code text,
  message text,
  remedy text,
  attempts integer DEFAULT 0 NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT dispatch_parcels_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'done'::text, 'failed'::text]))),
  CONSTRAINT dispatch_parcels_workspace_id_batch_id_fkey FOREIGN KEY (workspace_id, batch_id) REFERENCES dispatch_batches(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT dispatch_parcels_pkey PRIMARY KEY (workspace_id, batch_id, "position")
);
ROW LEVEL SECURITY FORCED ON public.dispatch_parcels;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING ((order_id IS NULL) OR (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = dispatch_parcels.workspace_id) AND (sale.id = dispatch_parcels.order_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.fulfillment_settings (
  workspace_id uuid NOT NULL,
  auto_fulfill boolean DEFAULT false NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT fulfillment_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT fulfillment_settings_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.fulfillment_settings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.http_answers (
  workspace_id uuid NOT NULL,
  user_id text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  locked_until timestamp with time zone,
  status integer,
  body text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT http_answers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT http_answers_pkey PRIMARY KEY (workspace_id, user_id, key)
);
ROW LEVEL SECURITY FORCED ON public.http_answers;
CREATE INDEX http_answers_by_age ON public.http_answers USING btree (workspace_id, created_at);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.idempotency_keys (
  workspace_id uuid NOT NULL,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  response jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT idempotency_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (workspace_id, scope, key)
);
ROW LEVEL SECURITY FORCED ON public.idempotency_keys;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.inventory_identifiers (
  workspace_id uuid NOT NULL,
  item_id uuid NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  value_key text GENERATED ALWAYS AS normalize_identifier(type, value) STORED NOT NULL,
  CONSTRAINT inventory_identifiers_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT inventory_identifiers_pkey PRIMARY KEY (workspace_id, item_id, type, value)
);
ROW LEVEL SECURITY FORCED ON public.inventory_identifiers;
CREATE INDEX inventory_identifiers_by_value ON public.inventory_identifiers USING btree (workspace_id, value_key, type);
CREATE INDEX inventory_identifiers_by_words ON public.inventory_identifiers USING gin (value gin_trgm_ops);
CREATE TRIGGER identifiers_added AFTER INSERT ON public.inventory_identifiers REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
CREATE TRIGGER identifiers_removed AFTER DELETE ON public.inventory_identifiers REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.inventory_items (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  product_id uuid,
  sku text,
  sku_key text GENERATED ALWAYS AS normalize_sku(sku) STORED,
  title text NOT NULL,
  condition text,
  status text NOT NULL,
  quantity_on_hand integer DEFAULT 0 NOT NULL,
  quantity_claimed integer DEFAULT 0 NOT NULL,
  location text,
  unit_cost_minor bigint,
  unit_cost_currency character(3),
  asking_price_minor bigint,
  asking_price_currency character(3),
  acquired_at timestamp with time zone,
  listed_at timestamp with time zone,
  sold_at timestamp with time zone,
  image_url text,
  note text,
  search_text text GENERATED ALWAYS AS ((((((title || ' '::text) || COALESCE(sku, ''::text)) || ' '::text) || COALESCE(location, ''::text)) || ' '::text) || COALESCE(note, ''::text)) STORED NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  removed_at timestamp with time zone,
  changed_in bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
  CONSTRAINT inventory_items_check CHECK (((unit_cost_minor IS NULL) = (unit_cost_currency IS NULL))),
  CONSTRAINT inventory_items_check1 CHECK (((asking_price_minor IS NULL) = (asking_price_currency IS NULL))),
  CONSTRAINT inventory_items_claimed_within_on_hand CHECK (((quantity_claimed >= 0) AND (quantity_claimed <= quantity_on_hand))),
  CONSTRAINT inventory_items_condition_check CHECK ((condition = ANY (ARRAY['new'::text, 'new_other'::text, 'used'::text, 'refurbished'::text, 'for_parts'::text]))),
  CONSTRAINT inventory_items_status_check CHECK ((status = ANY (ARRAY['not_received'::text, 'in_stock'::text, 'listed'::text, 'sold'::text, 'returned'::text]))),
  CONSTRAINT inventory_items_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT inventory_items_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id),
  CONSTRAINT inventory_items_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.inventory_items;
CREATE INDEX inventory_items_by_change ON public.inventory_items USING brin (workspace_id, changed_in) WITH (pages_per_range='4', autosummarize='on');
CREATE INDEX inventory_items_by_created ON public.inventory_items USING btree (workspace_id, created_at, id) WHERE (removed_at IS NULL);
CREATE INDEX inventory_items_by_sku ON public.inventory_items USING btree (workspace_id, sku_key) WHERE (sku_key IS NOT NULL);
CREATE INDEX inventory_items_by_status ON public.inventory_items USING btree (workspace_id, status, created_at, id) WHERE (removed_at IS NULL);
CREATE INDEX inventory_items_by_title ON public.inventory_items USING btree (workspace_id, lower(title), id) WHERE (removed_at IS NULL);
CREATE INDEX inventory_items_by_words ON public.inventory_items USING gin (search_text gin_trgm_ops);
CREATE INDEX inventory_items_counted ON public.inventory_items USING btree (workspace_id, status) WHERE (removed_at IS NULL);
CREATE TRIGGER inventory_items_changed BEFORE UPDATE ON public.inventory_items FOR EACH ROW EXECUTE FUNCTION note_item_change();
CREATE TRIGGER inventory_items_figured AFTER UPDATE ON public.inventory_items REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION figure_new_costs();
CREATE TRIGGER inventory_items_offered AFTER UPDATE ON public.inventory_items REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION note_availability();
CREATE TRIGGER inventory_items_told AFTER UPDATE ON public.inventory_items REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_stock();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT SELECT TO counterfoil_app;
GRANT SELECT TO counterfoil_system;
GRANT INSERT (workspace_id, id, product_id, sku, title, condition, status, location, unit_cost_minor, unit_cost_currency, asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note, created_at, updated_at) TO counterfoil_app;
GRANT INSERT (workspace_id, id, product_id, sku, title, condition, status, location, unit_cost_minor, unit_cost_currency, asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note, created_at, updated_at) TO counterfoil_system;
GRANT UPDATE (product_id, sku, title, condition, status, location, unit_cost_minor, unit_cost_currency, asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note, updated_at, removed_at) TO counterfoil_app;
GRANT UPDATE (product_id, sku, title, condition, status, location, unit_cost_minor, unit_cost_currency, asking_price_minor, asking_price_currency, acquired_at, listed_at, sold_at, image_url, note, updated_at, removed_at) TO counterfoil_system;

CREATE TABLE public.invitations (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  token_hash text NOT NULL,
  mailed boolean NOT NULL,
  invited_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  outcome text,
  connection_ids uuid[],
  CONSTRAINT invitations_check CHECK (((ended_at IS NULL) = (outcome IS NULL))),
  CONSTRAINT invitations_confined CHECK (((connection_ids IS NULL) OR (role = ANY (ARRAY['packer'::text, 'viewer'::text])))),
  CONSTRAINT invitations_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'revoked'::text]))),
  CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'packer'::text, 'viewer'::text]))),
  CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT invitations_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.invitations;
CREATE INDEX invitations_by_hash ON public.invitations USING btree (token_hash);
CREATE UNIQUE INDEX invitations_open ON public.invitations USING btree (workspace_id, email) WHERE (ended_at IS NULL);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.item_listings (
  workspace_id uuid NOT NULL,
  item_id uuid NOT NULL,
  platform text NOT NULL,
  listing_external_id text NOT NULL,
  variation_id text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  sku text,
  method text,
  made_by_kind text DEFAULT 'person'::text NOT NULL,
  made_by text,
  CONSTRAINT item_listings_made_by_kind_check CHECK ((made_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT item_listings_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT item_listings_workspace_id_item_id_platform_listing_externa_key UNIQUE NULLS NOT DISTINCT (workspace_id, item_id, platform, listing_external_id, variation_id)
);
ROW LEVEL SECURITY FORCED ON public.item_listings;
CREATE INDEX item_listings_by_listing ON public.item_listings USING btree (workspace_id, platform, listing_external_id);
CREATE TRIGGER item_listings_added AFTER INSERT ON public.item_listings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
CREATE TRIGGER item_listings_made AFTER INSERT ON public.item_listings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER item_listings_parted AFTER DELETE ON public.item_listings REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_links();
CREATE TRIGGER item_listings_removed AFTER DELETE ON public.item_listings REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION touch_items();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.jobs (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  input jsonb DEFAULT '{}'::jsonb NOT NULL,
  progress jsonb DEFAULT '{}'::jsonb NOT NULL,
  checkpoint jsonb,
  message text,
  summary jsonb,
  error jsonb,
  cancel_requested boolean DEFAULT false NOT NULL,
  started_by text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  started_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  CONSTRAINT jobs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT jobs_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.jobs;
CREATE INDEX jobs_by_created ON public.jobs USING btree (workspace_id, created_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING 
CASE
    WHEN (kind = 'orders.dispatch-bulk'::text) THEN (EXISTS ( SELECT
       FROM dispatch_parcels parcel
      WHERE ((parcel.workspace_id = jobs.workspace_id) AND (parcel.batch_id = ((jobs.input ->> 'batchId'::text))::uuid))))
    ELSE false
END;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.leases (
  workspace_id uuid NOT NULL,
  name text NOT NULL,
  holder text NOT NULL,
  acquired_at timestamp with time zone DEFAULT now() NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT leases_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT leases_pkey PRIMARY KEY (workspace_id, name)
);
ROW LEVEL SECURITY FORCED ON public.leases;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.listings (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  variation_id text,
  sku text,
  sku_key text GENERATED ALWAYS AS normalize_sku(sku) STORED,
  title text NOT NULL,
  status text NOT NULL,
  quantity integer,
  price_minor bigint,
  price_currency character(3),
  condition text,
  location text,
  url text,
  image_url text,
  identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
  variation jsonb DEFAULT '[]'::jsonb NOT NULL,
  platform_data jsonb DEFAULT '{}'::jsonb NOT NULL,
  raw jsonb,
  first_seen_at timestamp with time zone DEFAULT now() NOT NULL,
  last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
  fulfilled_by text DEFAULT 'seller'::text NOT NULL,
  link_reason text,
  category_key text,
  category_name text,
  attributes jsonb DEFAULT '[]'::jsonb NOT NULL,
  image_urls jsonb DEFAULT '[]'::jsonb NOT NULL,
  variant_id uuid,
  placed_by text,
  place_reason text,
  composed boolean DEFAULT false NOT NULL,
  CONSTRAINT listings_check CHECK (((price_minor IS NULL) = (price_currency IS NULL))),
  CONSTRAINT listings_fulfilled_by_check CHECK ((fulfilled_by = ANY (ARRAY['seller'::text, 'platform'::text]))),
  CONSTRAINT listings_link_reason_check CHECK ((link_reason = ANY (ARRAY['no_match'::text, 'several'::text, 'doubtful'::text, 'sold'::text]))),
  CONSTRAINT listings_place_reason_check CHECK ((place_reason = ANY (ARRAY['several'::text, 'contradicts'::text]))),
  CONSTRAINT listings_placed_by_check CHECK ((placed_by = ANY (ARRAY['system'::text, 'person'::text]))),
  CONSTRAINT listings_status_check CHECK ((status = ANY (ARRAY['active'::text, 'out_of_stock'::text, 'ended'::text, 'draft'::text, 'unknown'::text]))),
  CONSTRAINT listings_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT listings_workspace_id_variant_id_fkey FOREIGN KEY (workspace_id, variant_id) REFERENCES product_variants(workspace_id, id) ON DELETE SET NULL (variant_id),
  CONSTRAINT listings_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT listings_workspace_id_connection_id_external_id_variation_i_key UNIQUE NULLS NOT DISTINCT (workspace_id, connection_id, external_id, variation_id)
);
ROW LEVEL SECURITY FORCED ON public.listings;
CREATE INDEX listings_by_connection ON public.listings USING btree (workspace_id, connection_id, status);
CREATE INDEX listings_by_platform_id ON public.listings USING btree (workspace_id, platform, external_id);
CREATE INDEX listings_by_sku ON public.listings USING btree (workspace_id, sku_key) WHERE (sku_key IS NOT NULL);
CREATE INDEX listings_by_title ON public.listings USING btree (workspace_id, lower(title), id) WHERE (status <> ALL (ARRAY['ended'::text, 'draft'::text]));
CREATE INDEX listings_by_variant ON public.listings USING btree (workspace_id, variant_id) WHERE (variant_id IS NOT NULL);
CREATE INDEX listings_to_compose ON public.listings USING btree (workspace_id, id) WHERE (NOT composed);
CREATE INDEX listings_unplaced ON public.listings USING btree (workspace_id, id) WHERE (variant_id IS NULL);
CREATE TRIGGER listings_read AFTER INSERT ON public.listings REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_new_listings();
CREATE TRIGGER listings_revived AFTER UPDATE ON public.listings REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION note_revived_listings();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.mappings (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  platform text,
  source_type text NOT NULL,
  source_value text NOT NULL,
  source_key text GENERATED ALWAYS AS 
CASE
    WHEN (source_type = 'sku'::text) THEN COALESCE(normalize_sku(source_value), ''::text)
    ELSE normalize_identifier(source_type, source_value)
END STORED NOT NULL,
  item_id uuid,
  product_id uuid,
  identifier_type text,
  identifier_value text,
  decided_by_kind text NOT NULL,
  decided_by text,
  stub_id uuid,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  condition text,
  CONSTRAINT mappings_check CHECK ((num_nonnulls(item_id, product_id, identifier_value) = 1)),
  CONSTRAINT mappings_check1 CHECK (((identifier_type IS NULL) = (identifier_value IS NULL))),
  CONSTRAINT mappings_condition_check CHECK ((condition = ANY (ARRAY['new'::text, 'new_other'::text, 'used'::text, 'refurbished'::text, 'for_parts'::text]))),
  CONSTRAINT mappings_decided_by_kind_check CHECK ((decided_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT mappings_kind_check CHECK ((kind = ANY (ARRAY['pin'::text, 'alias'::text]))),
  CONSTRAINT mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT mappings_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT mappings_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT mappings_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.mappings;
CREATE INDEX mappings_by_source ON public.mappings USING btree (workspace_id, source_type, source_key);
CREATE UNIQUE INDEX mappings_one_alias ON public.mappings USING btree (workspace_id, platform, source_type, source_key, identifier_type, identifier_value, product_id) NULLS NOT DISTINCT WHERE (kind = 'alias'::text);
CREATE UNIQUE INDEX mappings_one_pin ON public.mappings USING btree (workspace_id, platform, source_type, source_key) NULLS NOT DISTINCT WHERE (kind = 'pin'::text);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.members (
  workspace_id uuid NOT NULL,
  user_id text NOT NULL,
  role text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  connection_ids uuid[],
  CONSTRAINT members_confined CHECK (((connection_ids IS NULL) OR (role = ANY (ARRAY['packer'::text, 'viewer'::text])))),
  CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'packer'::text, 'viewer'::text]))),
  CONSTRAINT members_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE,
  CONSTRAINT members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT members_pkey PRIMARY KEY (workspace_id, user_id)
);
ROW LEVEL SECURITY FORCED ON public.members;
CREATE INDEX members_by_user ON public.members USING btree (user_id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.migrations (
  number integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT migrations_pkey PRIMARY KEY (number)
);
ROW LEVEL SECURITY ENABLED ON public.migrations;

CREATE TABLE public.notice_settings (
  workspace_id uuid NOT NULL,
  platforms jsonb DEFAULT '[]'::jsonb NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT notice_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT notice_settings_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.notice_settings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.oauth_states (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  state_hash text NOT NULL,
  session_id text NOT NULL,
  user_id text NOT NULL,
  payload text NOT NULL,
  return_url text,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT oauth_states_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT oauth_states_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT oauth_states_workspace_id_state_hash_key UNIQUE (workspace_id, state_hash)
);
ROW LEVEL SECURITY FORCED ON public.oauth_states;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.order_counts (
  workspace_id uuid NOT NULL,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  status text NOT NULL,
  link_state text NOT NULL,
  counted_elsewhere boolean NOT NULL,
  orders integer NOT NULL,
  CONSTRAINT order_counts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT order_counts_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.order_counts;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT SELECT TO counterfoil_app;
GRANT SELECT TO counterfoil_system;

CREATE TABLE public.order_figures (
  workspace_id uuid NOT NULL,
  order_id uuid NOT NULL,
  placed_at timestamp with time zone NOT NULL,
  platform text NOT NULL,
  currency character(3) NOT NULL,
  status text NOT NULL,
  is_sale boolean NOT NULL,
  units integer NOT NULL,
  units_returned integer NOT NULL,
  total_minor bigint,
  tax_minor bigint,
  refunded_minor bigint,
  fees_minor bigint,
  cost_minor bigint,
  profit_minor bigint GENERATED ALWAYS AS ((((total_minor - COALESCE(tax_minor, (0)::bigint)) - refunded_minor) - fees_minor) - cost_minor) STORED,
  ready_at timestamp with time zone NOT NULL,
  ship_by timestamp with time zone,
  shipped_at timestamp with time zone,
  sent_by text,
  CONSTRAINT order_figures_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT order_figures_pkey PRIMARY KEY (workspace_id, order_id)
);
ROW LEVEL SECURITY FORCED ON public.order_figures;
CREATE INDEX order_figures_by_placed ON public.order_figures USING btree (workspace_id, placed_at);
CREATE INDEX order_figures_unsent ON public.order_figures USING btree (workspace_id, ship_by) WHERE ((shipped_at IS NULL) AND (status = ANY (ARRAY['paid'::text, 'packed'::text, 'partially_shipped'::text, 'unknown'::text])));
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = order_figures.workspace_id) AND (sale.id = order_figures.order_id))));
GRANT SELECT TO counterfoil_app;
GRANT SELECT TO counterfoil_system;

CREATE TABLE public.order_lines (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  external_id text NOT NULL,
  "position" integer NOT NULL,
  listing_external_id text,
  variation_id text,
  sku text,
  sku_key text GENERATED ALWAYS AS normalize_sku(sku) STORED,
  title text NOT NULL,
  quantity integer NOT NULL,
  quantity_shipped integer,
  quantity_cancelled integer,
  quantity_refunded integer,
  identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
  condition text,
  variation jsonb DEFAULT '[]'::jsonb NOT NULL,
  kind text,
  unit_price_minor bigint,
  line_total_minor bigint,
  shipping_minor bigint,
  tax_minor bigint,
  currency character(3) NOT NULL,
  state text DEFAULT 'pending'::text NOT NULL,
  reason text,
  quantity_needed integer DEFAULT 0 NOT NULL,
  decided_by_kind text,
  decided_by text,
  decided_at timestamp with time zone,
  state_detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  removed_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT order_lines_decided_by_kind_check CHECK ((decided_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT order_lines_quantity_check CHECK ((quantity >= 0)),
  CONSTRAINT order_lines_quantity_needed_check CHECK ((quantity_needed >= 0)),
  CONSTRAINT order_lines_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'linked'::text, 'queued'::text, 'skipped'::text, 'no_inventory'::text, 'released'::text]))),
  CONSTRAINT order_lines_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT order_lines_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT order_lines_workspace_id_order_id_external_id_key UNIQUE (workspace_id, order_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.order_lines;
CREATE INDEX order_lines_by_sku ON public.order_lines USING btree (workspace_id, sku_key, state) WHERE (sku_key IS NOT NULL);
CREATE INDEX order_lines_decided ON public.order_lines USING btree (workspace_id, decided_at DESC, id) WHERE ((decided_by_kind = 'person'::text) AND (state = ANY (ARRAY['linked'::text, 'no_inventory'::text])));
CREATE INDEX order_lines_open ON public.order_lines USING btree (workspace_id, state, id) WHERE (state = ANY (ARRAY['pending'::text, 'queued'::text]));
CREATE INDEX order_lines_waiting_by_listing ON public.order_lines USING btree (workspace_id, listing_external_id) WHERE (state = ANY (ARRAY['pending'::text, 'queued'::text]));
CREATE TRIGGER order_lines_figured AFTER INSERT ON public.order_lines REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_parts();
CREATE TRIGGER order_lines_figured_again AFTER UPDATE ON public.order_lines REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION figure_changed_lines();
CREATE TRIGGER order_lines_told AFTER INSERT ON public.order_lines REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_lines();
CREATE TRIGGER order_lines_told_again AFTER UPDATE ON public.order_lines REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_lines();
CREATE TRIGGER order_lines_unpaid AFTER INSERT ON public.order_lines REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION note_unpaid_lines();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = order_lines.workspace_id) AND (sale.id = order_lines.order_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.order_rule_runs (
  workspace_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  order_id uuid NOT NULL,
  acted_at timestamp with time zone DEFAULT now() NOT NULL,
  outcome text NOT NULL,
  message text,
  CONSTRAINT order_rule_runs_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT order_rule_runs_workspace_id_rule_id_fkey FOREIGN KEY (workspace_id, rule_id) REFERENCES order_rules(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT order_rule_runs_pkey PRIMARY KEY (workspace_id, rule_id, order_id)
);
ROW LEVEL SECURITY FORCED ON public.order_rule_runs;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = order_rule_runs.workspace_id) AND (sale.id = order_rule_runs.order_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.order_rules (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  enabled boolean DEFAULT false NOT NULL,
  event text NOT NULL,
  conditions jsonb NOT NULL,
  actions jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT order_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT order_rules_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.order_rules;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.orders (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL,
  raw_status text NOT NULL,
  payment_status text NOT NULL,
  placed_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  paid_at timestamp with time zone,
  shipped_at timestamp with time zone,
  ship_by timestamp with time zone,
  currency character(3) NOT NULL,
  marketplace text,
  buyer_external_id text,
  buyer_username text,
  buyer_name text,
  buyer_email text,
  ship_to jsonb,
  country_code text,
  subtotal_minor bigint,
  shipping_minor bigint,
  discount_minor bigint,
  tax_minor bigint,
  fees_minor bigint,
  refunded_minor bigint,
  total_minor bigint,
  lines_complete boolean NOT NULL,
  archived boolean DEFAULT false NOT NULL,
  buyer_note text,
  seller_note text,
  raw jsonb,
  link_state text DEFAULT 'needs_link'::text NOT NULL,
  line_count integer DEFAULT 0 NOT NULL,
  unit_count integer DEFAULT 0 NOT NULL,
  first_title text,
  image_url text,
  search_text text DEFAULT ''::text NOT NULL,
  content_hash text,
  demo boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  sold_on_platform text,
  sold_on_number text,
  same_sale_as uuid,
  platform_status text,
  hold_reason text,
  held_until timestamp with time zone,
  buyer_erased_at timestamp with time zone,
  sent_while_known boolean DEFAULT false NOT NULL,
  CONSTRAINT orders_check CHECK (((sold_on_platform IS NULL) = (sold_on_number IS NULL))),
  CONSTRAINT orders_check1 CHECK ((same_sale_as <> id)),
  CONSTRAINT orders_link_state_check CHECK ((link_state = ANY (ARRAY['needs_link'::text, 'partial'::text, 'linked'::text, 'settled'::text, 'none'::text]))),
  CONSTRAINT orders_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT orders_workspace_id_same_sale_as_fkey FOREIGN KEY (workspace_id, same_sale_as) REFERENCES orders(workspace_id, id),
  CONSTRAINT orders_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT orders_workspace_id_connection_id_external_id_key UNIQUE (workspace_id, connection_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.orders;
CREATE INDEX orders_by_country ON public.orders USING btree (workspace_id, country_code, placed_at, id) WHERE (country_code IS NOT NULL);
CREATE INDEX orders_by_number ON public.orders USING btree (workspace_id, external_id);
CREATE INDEX orders_by_origin ON public.orders USING btree (workspace_id, sold_on_number, sold_on_platform) WHERE (sold_on_number IS NOT NULL);
CREATE INDEX orders_by_placed ON public.orders USING btree (workspace_id, placed_at, id);
CREATE INDEX orders_by_platform_placed ON public.orders USING btree (workspace_id, platform, placed_at, id);
CREATE INDEX orders_by_sending ON public.orders USING brin (workspace_id, shipped_at) WITH (pages_per_range='16', autosummarize='on');
CREATE INDEX orders_by_status_placed ON public.orders USING btree (workspace_id, status, link_state, placed_at, id);
CREATE INDEX orders_by_total ON public.orders USING btree (workspace_id, total_minor);
CREATE INDEX orders_by_words ON public.orders USING gin (search_text gin_trgm_ops);
CREATE INDEX orders_counted_elsewhere ON public.orders USING btree (workspace_id, same_sale_as) WHERE (same_sale_as IS NOT NULL);
CREATE INDEX orders_held_until ON public.orders USING btree (workspace_id, held_until) WHERE (held_until IS NOT NULL);
CREATE INDEX orders_in_turn ON public.orders USING btree (workspace_id, (
CASE
    WHEN ((status = ANY (ARRAY['pending'::text, 'paid'::text, 'packed'::text, 'partially_shipped'::text, 'on_hold'::text])) AND (ship_by IS NOT NULL)) THEN ship_by
    ELSE '9999-12-31 00:00:00+00'::timestamp with time zone
END), id);
CREATE INDEX orders_needing_links ON public.orders USING btree (workspace_id, link_state, placed_at, id) WHERE (link_state = ANY (ARRAY['needs_link'::text, 'partial'::text]));
CREATE INDEX orders_to_send ON public.orders USING btree (workspace_id, ship_by) WHERE ((shipped_at IS NULL) AND (NOT archived) AND (same_sale_as IS NULL) AND (status = ANY (ARRAY['paid'::text, 'packed'::text, 'partially_shipped'::text])));
CREATE INDEX orders_with_buyers ON public.orders USING btree (workspace_id, platform, COALESCE(shipped_at, changed_at), id) WHERE ((buyer_erased_at IS NULL) AND (status = ANY (ARRAY['shipped'::text, 'delivered'::text, 'completed'::text, 'cancelled'::text, 'refunded'::text, 'returned'::text])));
CREATE TRIGGER orders_counted AFTER INSERT ON public.orders REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_new_orders();
CREATE TRIGGER orders_counted_again AFTER UPDATE ON public.orders REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION count_changed_orders();
CREATE TRIGGER orders_counted_out AFTER DELETE ON public.orders REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION count_gone_orders();
CREATE TRIGGER orders_figured AFTER INSERT ON public.orders REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION figure_new_orders();
CREATE TRIGGER orders_figured_again AFTER UPDATE ON public.orders REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION figure_changed_orders();
CREATE TRIGGER orders_keep_buyer_erased BEFORE UPDATE ON public.orders FOR EACH ROW WHEN ((new.buyer_erased_at IS NOT NULL)) EXECUTE FUNCTION keep_buyer_erased();
CREATE TRIGGER orders_paid AFTER UPDATE ON public.orders REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION note_payment();
CREATE TRIGGER orders_sent BEFORE UPDATE ON public.orders FOR EACH ROW WHEN (((old.status = ANY (ARRAY['pending'::text, 'paid'::text, 'packed'::text, 'on_hold'::text, 'partially_shipped'::text])) AND (new.status = ANY (ARRAY['shipped'::text, 'delivered'::text, 'completed'::text])))) EXECUTE FUNCTION note_sending();
CREATE TRIGGER orders_told AFTER INSERT ON public.orders REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_orders();
CREATE TRIGGER orders_told_again AFTER UPDATE ON public.orders REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change FOR EACH STATEMENT EXECUTE FUNCTION tell_changed_orders();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.outbox (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  idempotency_key text NOT NULL,
  state text NOT NULL,
  payload jsonb NOT NULL,
  result jsonb,
  error jsonb,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone DEFAULT now() NOT NULL,
  locked_until timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT outbox_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'done'::text, 'failed'::text, 'outcome_unknown'::text]))),
  CONSTRAINT outbox_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT outbox_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT outbox_workspace_id_idempotency_key_key UNIQUE (workspace_id, idempotency_key)
);
ROW LEVEL SECURITY FORCED ON public.outbox;
CREATE INDEX outbox_due ON public.outbox USING btree (workspace_id, state, available_at);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.outgoing_events (
  workspace_id uuid NOT NULL,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  type text NOT NULL,
  subject_id uuid NOT NULL,
  data jsonb NOT NULL,
  connection_id uuid GENERATED ALWAYS AS ((data ->> 'connectionId'::text))::uuid STORED,
  occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT outgoing_events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT outgoing_events_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.outgoing_events;
CREATE INDEX outgoing_events_by_subject ON public.outgoing_events USING btree (workspace_id, subject_id, occurred_at);
CREATE INDEX outgoing_events_by_time ON public.outgoing_events USING btree (workspace_id, occurred_at);
CREATE TRIGGER outgoing_events_handed_out AFTER INSERT ON public.outgoing_events REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION hand_out_events();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING 
CASE
    WHEN (type = 'alert.raised'::text) THEN (EXISTS ( SELECT
       FROM alerts alert
      WHERE ((alert.workspace_id = outgoing_events.workspace_id) AND (alert.id = outgoing_events.subject_id))))
    WHEN (connection_id IS NULL) THEN (type = 'stock.changed'::text)
    ELSE (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]))
END;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.payout_decisions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  payout_id uuid,
  transaction_id uuid,
  decided_by text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  CONSTRAINT payout_decisions_check CHECK (((payout_id IS NOT NULL) = (kind <> 'no_payout'::text))),
  CONSTRAINT payout_decisions_check1 CHECK (((transaction_id IS NOT NULL) = (kind <> 'elsewhere'::text))),
  CONSTRAINT payout_decisions_kind_check CHECK ((kind = ANY (ARRAY['paired'::text, 'parted'::text, 'elsewhere'::text, 'no_payout'::text]))),
  CONSTRAINT payout_decisions_workspace_id_payout_id_fkey FOREIGN KEY (workspace_id, payout_id) REFERENCES payouts(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT payout_decisions_workspace_id_transaction_id_fkey FOREIGN KEY (workspace_id, transaction_id) REFERENCES bank_transactions(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT payout_decisions_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT payout_decisions_workspace_id_payout_id_transaction_id_key UNIQUE NULLS NOT DISTINCT (workspace_id, payout_id, transaction_id)
);
ROW LEVEL SECURITY FORCED ON public.payout_decisions;
CREATE UNIQUE INDEX payout_decisions_one_payout ON public.payout_decisions USING btree (workspace_id, transaction_id) WHERE (kind = ANY (ARRAY['paired'::text, 'no_payout'::text]));
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (((payout_id IS NULL) OR (EXISTS ( SELECT
   FROM payouts payout
  WHERE ((payout.workspace_id = payout_decisions.workspace_id) AND (payout.id = payout_decisions.payout_id))))) AND ((transaction_id IS NULL) OR (EXISTS ( SELECT
   FROM bank_transactions booked
  WHERE ((booked.workspace_id = payout_decisions.workspace_id) AND (booked.id = payout_decisions.transaction_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.payouts (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  status text NOT NULL,
  raw_status text NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  amount_minor bigint NOT NULL,
  currency character(3) NOT NULL,
  transaction_count integer,
  bank_reference text,
  account_ending text,
  raw jsonb,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT payouts_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT payouts_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT payouts_workspace_id_connection_id_external_id_key UNIQUE (workspace_id, connection_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.payouts;
CREATE INDEX payouts_by_time ON public.payouts USING btree (workspace_id, sent_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.pick_ticks (
  workspace_id uuid NOT NULL,
  line_id uuid NOT NULL,
  item_id uuid NOT NULL,
  quantity integer NOT NULL,
  ticked_by text NOT NULL,
  ticked_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT pick_ticks_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT pick_ticks_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT pick_ticks_pkey PRIMARY KEY (workspace_id, line_id, item_id)
);
ROW LEVEL SECURITY FORCED ON public.pick_ticks;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM order_lines line
  WHERE ((line.workspace_id = pick_ticks.workspace_id) AND (line.id = pick_ticks.line_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.policies (
  workspace_id uuid NOT NULL,
  fifo_interchangeable boolean DEFAULT true NOT NULL,
  sku_case_insensitive boolean DEFAULT false NOT NULL,
  probability_bar double precision,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  learned jsonb,
  CONSTRAINT policies_probability_bar_check CHECK (((probability_bar >= (0)::double precision) AND (probability_bar <= (1)::double precision))),
  CONSTRAINT policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT policies_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.policies;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.privacy_settings (
  workspace_id uuid NOT NULL,
  buyer_days integer,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT privacy_settings_buyer_days_check CHECK (((buyer_days >= 1) AND (buyer_days <= 3650))),
  CONSTRAINT privacy_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT privacy_settings_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.privacy_settings;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.product_identifiers (
  workspace_id uuid NOT NULL,
  product_id uuid NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  value_key text GENERATED ALWAYS AS normalize_identifier(type, value) STORED NOT NULL,
  CONSTRAINT product_identifiers_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT product_identifiers_pkey PRIMARY KEY (workspace_id, product_id, type, value)
);
ROW LEVEL SECURITY FORCED ON public.product_identifiers;
CREATE INDEX product_identifiers_by_value ON public.product_identifiers USING btree (workspace_id, type, value_key);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.product_variants (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  product_id uuid NOT NULL,
  sku text,
  sku_key text GENERATED ALWAYS AS normalize_sku(sku) STORED,
  condition text,
  options jsonb DEFAULT '[]'::jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT product_variants_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT product_variants_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.product_variants;
CREATE INDEX product_variants_by_product ON public.product_variants USING btree (workspace_id, product_id);
CREATE INDEX product_variants_by_sku ON public.product_variants USING btree (workspace_id, sku_key) WHERE (sku_key IS NOT NULL);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.products (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  title text NOT NULL,
  brand text,
  image_url text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  category text,
  attributes jsonb DEFAULT '[]'::jsonb NOT NULL,
  image_urls jsonb DEFAULT '[]'::jsonb NOT NULL,
  edited jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT products_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT products_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.products;
CREATE INDEX products_by_title ON public.products USING btree (workspace_id, lower(title), id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.queue_entries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  platform text NOT NULL,
  connection_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_id uuid NOT NULL,
  order_placed_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  reason text NOT NULL,
  quantity_needed integer NOT NULL,
  quantity_found integer DEFAULT 0 NOT NULL,
  sku text,
  title text NOT NULL,
  sibling_key text,
  top_candidate jsonb,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  search_text text DEFAULT ''::text NOT NULL,
  decided_by_kind text,
  decided_by text,
  decided_at timestamp with time zone,
  note text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT queue_entries_decided_by_kind_check CHECK ((decided_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT queue_entries_quantity_needed_check CHECK ((quantity_needed >= 0)),
  CONSTRAINT queue_entries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'resolved'::text, 'skipped'::text, 'no_inventory'::text, 'closed'::text]))),
  CONSTRAINT queue_entries_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT queue_entries_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT queue_entries_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT queue_entries_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT queue_entries_workspace_id_line_id_key UNIQUE (workspace_id, line_id)
);
ROW LEVEL SECURITY FORCED ON public.queue_entries;
CREATE INDEX queue_entries_by_order ON public.queue_entries USING btree (workspace_id, order_id);
CREATE INDEX queue_entries_by_platform ON public.queue_entries USING btree (workspace_id, platform, status, order_placed_at, id);
CREATE INDEX queue_entries_by_sibling ON public.queue_entries USING btree (workspace_id, sibling_key, status);
CREATE INDEX queue_entries_by_status ON public.queue_entries USING btree (workspace_id, status, order_placed_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.rate_budgets (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  operation text NOT NULL,
  window_name text NOT NULL,
  state jsonb DEFAULT '{}'::jsonb NOT NULL,
  paused_until timestamp with time zone,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT rate_budgets_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT rate_budgets_pkey PRIMARY KEY (workspace_id, connection_id, operation, window_name)
);
ROW LEVEL SECURITY FORCED ON public.rate_budgets;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.refused_links (
  workspace_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  item_id uuid NOT NULL,
  refused_by text,
  refused_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT refused_links_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT refused_links_workspace_id_listing_id_fkey FOREIGN KEY (workspace_id, listing_id) REFERENCES listings(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT refused_links_pkey PRIMARY KEY (workspace_id, listing_id, item_id)
);
ROW LEVEL SECURITY FORCED ON public.refused_links;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM listings listing
  WHERE ((listing.workspace_id = refused_links.workspace_id) AND (listing.id = refused_links.listing_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.saved_views (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id text NOT NULL,
  name text NOT NULL,
  filters jsonb NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT saved_views_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT saved_views_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT saved_views_workspace_id_user_id_name_key UNIQUE (workspace_id, user_id, name)
);
ROW LEVEL SECURITY FORCED ON public.saved_views;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.settlement_transactions (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  platform text NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  raw_kind text NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  order_external_id text,
  payout_external_id text,
  net_minor bigint NOT NULL,
  currency character(3) NOT NULL,
  gross_minor bigint,
  gross_currency character(3),
  fees_minor bigint,
  fees_currency character(3),
  line_fees jsonb DEFAULT '[]'::jsonb NOT NULL,
  memo text,
  raw jsonb,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT settlement_transactions_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT settlement_transactions_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT settlement_transactions_workspace_id_connection_id_kind_ext_key UNIQUE (workspace_id, connection_id, kind, external_id)
);
ROW LEVEL SECURITY FORCED ON public.settlement_transactions;
CREATE INDEX settlement_transactions_by_order ON public.settlement_transactions USING btree (workspace_id, connection_id, order_external_id) WHERE (order_external_id IS NOT NULL);
CREATE INDEX settlement_transactions_by_payout ON public.settlement_transactions USING btree (workspace_id, connection_id, payout_external_id) WHERE (payout_external_id IS NOT NULL);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.shipment_lines (
  workspace_id uuid NOT NULL,
  shipment_id uuid NOT NULL,
  line_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT shipment_lines_quantity_check CHECK ((quantity > 0)),
  CONSTRAINT shipment_lines_workspace_id_line_id_fkey FOREIGN KEY (workspace_id, line_id) REFERENCES order_lines(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT shipment_lines_workspace_id_shipment_id_fkey FOREIGN KEY (workspace_id, shipment_id) REFERENCES shipments(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT shipment_lines_pkey PRIMARY KEY (workspace_id, shipment_id, line_id)
);
ROW LEVEL SECURITY FORCED ON public.shipment_lines;
CREATE INDEX shipment_lines_by_line ON public.shipment_lines USING btree (workspace_id, line_id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM order_lines line
  WHERE ((line.workspace_id = shipment_lines.workspace_id) AND (line.id = shipment_lines.line_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.shipments (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  external_id text,
  source text NOT NULL,
  state text NOT NULL,
  carrier text,
  tracking_number text,
  shipped_at timestamp with time zone,
  idempotency_key text,
  error jsonb,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT shipments_source_check CHECK ((source = ANY (ARRAY['platform'::text, 'counterfoil'::text]))),
  CONSTRAINT shipments_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'confirmed'::text, 'failed'::text, 'outcome_unknown'::text]))),
  CONSTRAINT shipments_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT shipments_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT shipments_workspace_id_idempotency_key_key UNIQUE (workspace_id, idempotency_key),
  CONSTRAINT shipments_workspace_id_order_id_external_id_key UNIQUE (workspace_id, order_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.shipments;
CREATE TRIGGER shipments_told AFTER INSERT ON public.shipments REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION tell_new_shipments();
CREATE TRIGGER shipments_told_again AFTER UPDATE ON public.shipments FOR EACH ROW WHEN (((new.state <> old.state) AND (new.state <> 'requested'::text))) EXECUTE FUNCTION tell_changed_shipment();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = shipments.workspace_id) AND (sale.id = shipments.order_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.shipping_labels (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  order_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  quote_id text NOT NULL,
  state text NOT NULL,
  rates jsonb NOT NULL,
  rate_id text,
  carrier text,
  service text,
  price_minor bigint,
  price_currency character(3),
  tracking_number text,
  tracking_url text,
  refund text,
  error jsonb,
  bought_by text,
  bought_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT shipping_labels_check CHECK (((price_minor IS NULL) = (price_currency IS NULL))),
  CONSTRAINT shipping_labels_refund_check CHECK ((refund = ANY (ARRAY['submitted'::text, 'refunded'::text, 'rejected'::text, 'not_applicable'::text]))),
  CONSTRAINT shipping_labels_state_check CHECK ((state = ANY (ARRAY['quoted'::text, 'buying'::text, 'bought'::text, 'failed'::text]))),
  CONSTRAINT shipping_labels_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT shipping_labels_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT shipping_labels_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT shipping_labels_workspace_id_connection_id_quote_id_key UNIQUE (workspace_id, connection_id, quote_id)
);
ROW LEVEL SECURITY FORCED ON public.shipping_labels;
CREATE INDEX shipping_labels_by_order ON public.shipping_labels USING btree (workspace_id, order_id, created_at, id);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = shipping_labels.workspace_id) AND (sale.id = shipping_labels.order_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.shipping_senders (
  workspace_id uuid NOT NULL,
  address jsonb NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT shipping_senders_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT shipping_senders_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.shipping_senders;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stock_channels (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  paused boolean DEFAULT false NOT NULL,
  safety_buffer integer,
  zero_limit integer DEFAULT 10 NOT NULL,
  drift_rule text DEFAULT 'withdraw'::text NOT NULL,
  allowed_at timestamp with time zone,
  allowed_by text,
  pace_ms integer,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stock_channels_drift_rule_check CHECK ((drift_rule = ANY (ARRAY['ask'::text, 'withdraw'::text, 'heal'::text]))),
  CONSTRAINT stock_channels_safety_buffer_check CHECK ((safety_buffer >= 0)),
  CONSTRAINT stock_channels_zero_limit_check CHECK ((zero_limit >= 0)),
  CONSTRAINT stock_channels_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT stock_channels_pkey PRIMARY KEY (workspace_id, connection_id)
);
ROW LEVEL SECURITY FORCED ON public.stock_channels;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stock_movements (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  kind text NOT NULL,
  quantity integer NOT NULL,
  claim_id uuid,
  order_id uuid,
  actor_kind text NOT NULL,
  actor text,
  note text,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stock_movements_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT stock_movements_kind_check CHECK ((kind = ANY (ARRAY['received'::text, 'imported'::text, 'adjusted'::text, 'sold'::text, 'sale_undone'::text, 'returned'::text, 'removed'::text]))),
  CONSTRAINT stock_movements_quantity_check CHECK ((quantity <> 0)),
  CONSTRAINT stock_movements_workspace_id_claim_id_fkey FOREIGN KEY (workspace_id, claim_id) REFERENCES claims(workspace_id, id),
  CONSTRAINT stock_movements_workspace_id_item_id_fkey FOREIGN KEY (workspace_id, item_id) REFERENCES inventory_items(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT stock_movements_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  CONSTRAINT stock_movements_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.stock_movements;
CREATE INDEX stock_movements_by_item ON public.stock_movements USING btree (workspace_id, item_id, at, id);
CREATE INDEX stock_movements_by_time ON public.stock_movements USING btree (workspace_id, at) INCLUDE (kind, quantity, item_id);
CREATE TRIGGER stock_movements_applied AFTER INSERT ON public.stock_movements REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION apply_stock_movements();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING ((order_id IS NULL) OR (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = stock_movements.workspace_id) AND (sale.id = stock_movements.order_id)))));
GRANT INSERT, SELECT TO counterfoil_app;
GRANT INSERT, SELECT TO counterfoil_system;

CREATE TABLE public.stock_policies (
  workspace_id uuid NOT NULL,
  safety_buffer integer DEFAULT 0 NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stock_policies_safety_buffer_check CHECK ((safety_buffer >= 0)),
  CONSTRAINT stock_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT stock_policies_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.stock_policies;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stock_rehearsals (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  changes jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decided_by text,
  CONSTRAINT stock_rehearsals_reason_check CHECK ((reason = ANY (ARRAY['first_push'::text, 'zeroes'::text]))),
  CONSTRAINT stock_rehearsals_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text]))),
  CONSTRAINT stock_rehearsals_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT stock_rehearsals_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.stock_rehearsals;
CREATE UNIQUE INDEX stock_rehearsals_one_waiting ON public.stock_rehearsals USING btree (workspace_id, connection_id) WHERE (state = 'waiting'::text);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stock_tasks (
  workspace_id uuid NOT NULL,
  listing_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  state text DEFAULT 'pending'::text NOT NULL,
  revision bigint DEFAULT 1 NOT NULL,
  sending_revision bigint,
  cause text NOT NULL,
  changed_at timestamp with time zone DEFAULT now() NOT NULL,
  wanted integer,
  zero_allowed boolean DEFAULT false NOT NULL,
  raise_since timestamp with time zone,
  fell boolean DEFAULT false NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  locked_until timestamp with time zone,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  verify_at timestamp with time zone,
  note text,
  error jsonb,
  in_doubt boolean DEFAULT false NOT NULL,
  CONSTRAINT stock_tasks_cause_check CHECK ((cause = ANY (ARRAY['stock'::text, 'link'::text, 'drift'::text, 'person'::text, 'settings'::text]))),
  CONSTRAINT stock_tasks_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'held'::text, 'declined'::text, 'settled'::text, 'failed'::text]))),
  CONSTRAINT stock_tasks_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT stock_tasks_workspace_id_listing_id_fkey FOREIGN KEY (workspace_id, listing_id) REFERENCES listings(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT stock_tasks_pkey PRIMARY KEY (workspace_id, listing_id)
);
ROW LEVEL SECURITY FORCED ON public.stock_tasks;
CREATE INDEX stock_tasks_open ON public.stock_tasks USING btree (workspace_id, connection_id, state) WHERE (state <> 'settled'::text);
CREATE INDEX stock_tasks_to_verify ON public.stock_tasks USING btree (workspace_id, verify_at) WHERE (verify_at IS NOT NULL);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stub_chains (
  workspace_id uuid NOT NULL,
  sequence bigint NOT NULL,
  hash text NOT NULL,
  CONSTRAINT stub_chains_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT stub_chains_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.stub_chains;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.stubs (
  workspace_id uuid NOT NULL,
  sequence bigint NOT NULL,
  id uuid NOT NULL,
  action text NOT NULL,
  order_id uuid,
  line_id uuid,
  entry_id uuid,
  reverses_id uuid,
  decided_by_kind text NOT NULL,
  decided_by text,
  payload jsonb NOT NULL,
  at timestamp with time zone NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CONSTRAINT stubs_decided_by_kind_check CHECK ((decided_by_kind = ANY (ARRAY['system'::text, 'rule'::text, 'person'::text]))),
  CONSTRAINT stubs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT stubs_pkey PRIMARY KEY (workspace_id, sequence),
  CONSTRAINT stubs_workspace_id_id_key UNIQUE (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.stubs;
CREATE INDEX stubs_by_line ON public.stubs USING btree (workspace_id, line_id, sequence);
CREATE INDEX stubs_by_order ON public.stubs USING btree (workspace_id, order_id, sequence);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING ((order_id IS NULL) OR (EXISTS ( SELECT
   FROM orders sale
  WHERE ((sale.workspace_id = stubs.workspace_id) AND (sale.id = stubs.order_id)))));
GRANT INSERT, SELECT TO counterfoil_app;
GRANT INSERT, SELECT TO counterfoil_system;

CREATE TABLE public.sync_cursors (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  cursor text,
  last_success_at timestamp with time zone,
  next_run_at timestamp with time zone,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT sync_cursors_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT sync_cursors_pkey PRIMARY KEY (workspace_id, connection_id, kind)
);
ROW LEVEL SECURITY FORCED ON public.sync_cursors;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.sync_runs (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  started_by text,
  started_at timestamp with time zone DEFAULT now() NOT NULL,
  heartbeat_at timestamp with time zone DEFAULT now() NOT NULL,
  finished_at timestamp with time zone,
  seen integer DEFAULT 0 NOT NULL,
  created integer DEFAULT 0 NOT NULL,
  updated integer DEFAULT 0 NOT NULL,
  unchanged integer DEFAULT 0 NOT NULL,
  failed integer DEFAULT 0 NOT NULL,
  linked integer DEFAULT 0 NOT NULL,
  queued integer DEFAULT 0 NOT NULL,
  errors jsonb DEFAULT '[]'::jsonb NOT NULL,
  cancel_requested boolean DEFAULT false NOT NULL,
  calls integer DEFAULT 0 NOT NULL,
  options jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT sync_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'crashed'::text, 'cancelled'::text]))),
  CONSTRAINT sync_runs_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT sync_runs_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.sync_runs;
CREATE INDEX sync_runs_by_connection ON public.sync_runs USING btree (workspace_id, connection_id, started_at);
CREATE INDEX sync_runs_by_start ON public.sync_runs USING btree (workspace_id, started_at);
CREATE UNIQUE INDEX sync_runs_one_at_a_time ON public.sync_runs USING btree (workspace_id, connection_id, kind) WHERE (state = 'running'::text);
CREATE TRIGGER sync_runs_told AFTER UPDATE ON public.sync_runs FOR EACH ROW WHEN (((old.state = 'running'::text) AND (new.state <> 'running'::text))) EXECUTE FUNCTION tell_ended_run();
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.sync_schedules (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  every_seconds integer,
  paused_at timestamp with time zone,
  paused_by text,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT sync_schedules_every_seconds_check CHECK (((every_seconds >= 60) AND (every_seconds <= 2678400))),
  CONSTRAINT sync_schedules_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT sync_schedules_pkey PRIMARY KEY (workspace_id, connection_id, kind)
);
ROW LEVEL SECURITY FORCED ON public.sync_schedules;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.unread_orders (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  message text NOT NULL,
  attempts integer DEFAULT 1 NOT NULL,
  first_failed_at timestamp with time zone NOT NULL,
  last_failed_at timestamp with time zone NOT NULL,
  CONSTRAINT unread_orders_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT unread_orders_pkey PRIMARY KEY (workspace_id, connection_id, external_id)
);
ROW LEVEL SECURITY FORCED ON public.unread_orders;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.webhook_deliveries (
  workspace_id uuid NOT NULL,
  id uuid DEFAULT gen_random_uuid() NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  state text DEFAULT 'pending'::text NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  available_at timestamp with time zone,
  sent_at timestamp with time zone,
  answered integer,
  error text,
  CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT webhook_deliveries_workspace_id_endpoint_id_fkey FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_workspace_id_event_id_fkey FOREIGN KEY (workspace_id, event_id) REFERENCES outgoing_events(workspace_id, id) ON DELETE CASCADE,
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_deliveries_workspace_id_event_id_endpoint_id_key UNIQUE (workspace_id, event_id, endpoint_id)
);
ROW LEVEL SECURITY FORCED ON public.webhook_deliveries;
CREATE INDEX webhook_deliveries_by_time ON public.webhook_deliveries USING btree (workspace_id, endpoint_id, occurred_at, id);
CREATE INDEX webhook_deliveries_due ON public.webhook_deliveries USING btree (workspace_id, endpoint_id, occurred_at, id) WHERE (state = 'pending'::text);
CREATE INDEX webhook_deliveries_in_turn ON public.webhook_deliveries USING btree (workspace_id, endpoint_id, subject_id, occurred_at, id) WHERE (state = 'pending'::text);
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (EXISTS ( SELECT
   FROM outgoing_events told
  WHERE ((told.workspace_id = webhook_deliveries.workspace_id) AND (told.id = webhook_deliveries.event_id))));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.webhook_endpoints (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  url text NOT NULL,
  secret text NOT NULL,
  key_id text NOT NULL,
  enabled boolean DEFAULT true NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  events text[] DEFAULT '{alert.raised}'::text[] NOT NULL,
  failures integer DEFAULT 0 NOT NULL,
  failing_since timestamp with time zone,
  resting_until timestamp with time zone,
  last_success_at timestamp with time zone,
  CONSTRAINT webhook_endpoints_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id) ON DELETE CASCADE,
  CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (workspace_id, id)
);
ROW LEVEL SECURITY FORCED ON public.webhook_endpoints;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.webhook_events (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid,
  platform text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  state text DEFAULT 'received'::text NOT NULL,
  error jsonb,
  received_at timestamp with time zone DEFAULT now() NOT NULL,
  processed_at timestamp with time zone,
  CONSTRAINT webhook_events_state_check CHECK ((state = ANY (ARRAY['received'::text, 'done'::text, 'failed'::text]))),
  CONSTRAINT webhook_events_workspace_id_connection_id_fkey FOREIGN KEY (workspace_id, connection_id) REFERENCES connections(workspace_id, id),
  CONSTRAINT webhook_events_pkey PRIMARY KEY (workspace_id, id),
  CONSTRAINT webhook_events_workspace_id_platform_event_id_key UNIQUE (workspace_id, platform, event_id)
);
ROW LEVEL SECURITY FORCED ON public.webhook_events;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
RESTRICTIVE POLICY own_connections TO counterfoil_staff USING (connection_id = ANY (( SELECT current_connections() AS current_connections)::uuid[]));
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE TABLE public.workspaces (
  workspace_id uuid NOT NULL,
  name text NOT NULL,
  currency character(3) NOT NULL,
  time_zone text NOT NULL,
  country_code character(2),
  demo boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  second_factor_demanded boolean DEFAULT false NOT NULL,
  CONSTRAINT workspaces_pkey PRIMARY KEY (workspace_id)
);
ROW LEVEL SECURITY FORCED ON public.workspaces;
POLICY system_all TO counterfoil_system USING true;
POLICY workspace_only TO counterfoil_app USING (workspace_id = current_workspace_id());
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_app;
GRANT DELETE, INSERT, SELECT, UPDATE TO counterfoil_system;

CREATE OR REPLACE FUNCTION public.apply_changed_claims()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.apply_new_claims()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  claimed record;
BEGIN
  FOR claimed IN
    SELECT total.workspace_id, array_agg(total.item_id ORDER BY total.item_id) AS items,
      array_agg(total.quantity ORDER BY total.item_id) AS quantities
    FROM (SELECT workspace_id, item_id, sum(quantity - quantity_sold)::integer AS quantity
      FROM after_change GROUP BY workspace_id, item_id) AS total
    GROUP BY total.workspace_id ORDER BY total.workspace_id
  LOOP
    PERFORM 1 FROM inventory_items
      WHERE workspace_id = claimed.workspace_id AND id = ANY (claimed.items)
      ORDER BY id FOR NO KEY UPDATE;
    UPDATE inventory_items AS item
      SET quantity_claimed = item.quantity_claimed + total.quantity, updated_at = now()
      FROM unnest(claimed.items, claimed.quantities) AS total(item_id, quantity)
      WHERE item.workspace_id = claimed.workspace_id AND item.id = total.item_id;
  END LOOP;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.apply_stock_movements()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.audit_link_hash(previous text, row_hash text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$ SELECT encode(sha256(convert_to(previous || row_hash, 'UTF8')), 'hex') $function$;

CREATE OR REPLACE FUNCTION public.audit_row_hash(note audit)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
SELECT encode(sha256(convert_to(jsonb_build_array(note.workspace_id, note.id, extract(epoch FROM note.at),
  note.actor_kind, note.actor, note.action, note.subject_type, note.subject_id, note.text, note.detail,
  note.request_id)::text, 'UTF8')), 'hex')
$function$;

CREATE OR REPLACE FUNCTION public.barcode_digits(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN lpad(regexp_replace(value, '[^0-9]'::text, ''::text, 'g'::text), 14, '0'::text);

CREATE OR REPLACE PROCEDURE public.confine_table(IN confined regclass, IN condition text)
 LANGUAGE plpgsql
AS $procedure$
BEGIN
  EXECUTE format('CREATE POLICY own_connections ON %s AS RESTRICTIVE TO counterfoil_staff USING (%s)', confined, condition);
END $procedure$;

CREATE OR REPLACE FUNCTION public.count_changed_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, elsewhere, sum(change) FROM (
    SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL AS elsewhere, 1 AS change FROM after_change
    UNION ALL
    SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, -1 FROM before_change) AS moved
  GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(change) <> 0;
  IF FOUND AND random() < 0.02 THEN
    PERFORM fold_order_counts(workspace_id) FROM (SELECT DISTINCT workspace_id FROM after_change) AS concerned;
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.count_gone_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, -count(*) FROM touched GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.count_new_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT workspace_id, connection_id, platform, status, link_state, same_sale_as IS NOT NULL, count(*) FROM touched GROUP BY 1, 2, 3, 4, 5, 6;
  IF random() < 0.02 THEN
    PERFORM fold_order_counts(workspace_id) FROM (SELECT DISTINCT workspace_id FROM touched) AS concerned;
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.current_connections()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('counterfoil.connections'::text, true), ''::text))::uuid[];

CREATE OR REPLACE FUNCTION public.current_workspace_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('counterfoil.workspace_id'::text, true), ''::text))::uuid;

CREATE OR REPLACE FUNCTION public.events_asked_for(of_workspace uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  SELECT array_agg(DISTINCT kind) FROM webhook_endpoints AS endpoint CROSS JOIN unnest(endpoint.events) AS kind
  WHERE endpoint.workspace_id = of_workspace AND endpoint.enabled
$function$;

CREATE OR REPLACE FUNCTION public.figure_changed_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(line.workspace_id, array_agg(DISTINCT line.order_id))
  FROM (
    SELECT workspace_id, order_id, id, quantity, quantity_cancelled, state = 'linked', quantity_needed, removed_at
    FROM after_change
    EXCEPT
    SELECT workspace_id, order_id, id, quantity, quantity_cancelled, state = 'linked', quantity_needed, removed_at
    FROM before_change) AS line
  GROUP BY line.workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figure_changed_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(sale.workspace_id, array_agg(sale.id))
  FROM (
    SELECT workspace_id, id, placed_at, status, payment_status, currency, lines_complete, total_minor, tax_minor,
      refunded_minor, fees_minor, paid_at, ship_by, shipped_at, same_sale_as FROM after_change
    EXCEPT
    SELECT workspace_id, id, placed_at, status, payment_status, currency, lines_complete, total_minor, tax_minor,
      refunded_minor, fees_minor, paid_at, ship_by, shipped_at, same_sale_as FROM before_change) AS sale
  GROUP BY sale.workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figure_new_costs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  repriced uuid[];
BEGIN
  SELECT array_agg(item.id) INTO repriced FROM (
    SELECT workspace_id, id, unit_cost_minor, unit_cost_currency FROM after_change
    EXCEPT
    SELECT workspace_id, id, unit_cost_minor, unit_cost_currency FROM before_change) AS item;
  IF repriced IS NULL THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(claim.workspace_id, array_agg(DISTINCT claim.order_id))
  FROM claims AS claim WHERE claim.item_id = ANY (repriced)
    AND claim.workspace_id IN (SELECT DISTINCT workspace_id FROM after_change)
  GROUP BY claim.workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figure_new_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(workspace_id, array_agg(id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figure_new_parts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF figures_wait() THEN RETURN NULL; END IF;
  PERFORM refresh_order_figures(workspace_id, array_agg(DISTINCT order_id)) FROM touched GROUP BY workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figure_orders(of_workspace uuid, concerned uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  INSERT INTO order_figures AS figures (workspace_id, order_id, placed_at, platform, currency, status, is_sale, units,
    units_returned, total_minor, tax_minor, refunded_minor, fees_minor, cost_minor, ready_at, ship_by, shipped_at, sent_by)
  SELECT sale.workspace_id, sale.id, sale.placed_at, sale.platform, sale.currency, sale.status,
    sale.status NOT IN ('pending', 'cancelled'), lines.units, held.returned, sale.total_minor, sale.tax_minor,
    -- An order that is simply paid has no refund; otherwise only the platform knows.
    coalesce(sale.refunded_minor, CASE WHEN sale.payment_status = 'paid'
      AND sale.status NOT IN ('refunded', 'returned') THEN 0 END),
    sale.fees_minor,
    CASE WHEN sale.lines_complete AND lines.linked AND held.costed THEN held.cost END,
    coalesce(sale.paid_at, sale.placed_at), sale.ship_by, sale.shipped_at,
    (SELECT note.actor_kind FROM audit AS note
      WHERE note.workspace_id = of_workspace AND note.subject_type = 'order' AND note.subject_id = sale.id::text
        AND note.action = 'order-dispatched' ORDER BY note.at, note.id LIMIT 1)
  FROM orders AS sale
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(greatest(0, line.quantity - coalesce(line.quantity_cancelled, 0))), 0)::integer AS units,
      coalesce(bool_and(line.state = 'linked' OR line.quantity_needed = 0), false) AS linked
    FROM order_lines AS line
    WHERE line.workspace_id = of_workspace AND line.order_id = sale.id AND line.removed_at IS NULL) AS lines
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(claim.quantity_returned), 0)::integer AS returned,
      coalesce(bool_and(claim.quantity = 0
        OR (item.unit_cost_minor IS NOT NULL AND item.unit_cost_currency = sale.currency)), true) AS costed,
      coalesce(sum(claim.quantity * item.unit_cost_minor), 0)::bigint AS cost
    FROM claims AS claim JOIN inventory_items AS item
      ON item.workspace_id = claim.workspace_id AND item.id = claim.item_id
    WHERE claim.workspace_id = of_workspace AND claim.order_id = sale.id) AS held
  WHERE sale.workspace_id = of_workspace AND sale.id = ANY (concerned)
  ORDER BY sale.id
  ON CONFLICT (workspace_id, order_id) DO UPDATE SET
    placed_at = excluded.placed_at, platform = excluded.platform, currency = excluded.currency,
    status = excluded.status, is_sale = excluded.is_sale, units = excluded.units,
    units_returned = excluded.units_returned, total_minor = excluded.total_minor, tax_minor = excluded.tax_minor,
    refunded_minor = excluded.refunded_minor, fees_minor = excluded.fees_minor, cost_minor = excluded.cost_minor,
    ready_at = excluded.ready_at, ship_by = excluded.ship_by, shipped_at = excluded.shipped_at,
    sent_by = excluded.sent_by
$function$;

CREATE OR REPLACE FUNCTION public.figure_orders_now(concerned uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM set_config('counterfoil.figures', '', true);
  PERFORM refresh_order_figures(current_workspace_id(), concerned);
END $function$;

CREATE OR REPLACE FUNCTION public.figure_senders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM refresh_order_figures(workspace_id, array_agg(DISTINCT subject_id::uuid)) FROM touched
  WHERE action = 'order-dispatched' AND subject_type = 'order' GROUP BY workspace_id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.figures_wait()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (COALESCE(current_setting('counterfoil.figures'::text, true), ''::text) = 'later'::text);

CREATE OR REPLACE FUNCTION public.find_inventory_items(patterns text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
BEGIN
  RETURN QUERY EXECUTE '(SELECT id FROM inventory_items WHERE workspace_id = current_workspace_id() AND removed_at IS NULL'
    || coalesce((SELECT string_agg(format(' AND search_text ILIKE %L', pattern), '') FROM unnest(patterns) AS pattern), '')
    || format(' LIMIT %1$s) UNION (SELECT item_id FROM inventory_identifiers
         WHERE workspace_id = current_workspace_id() AND (', most)
    || coalesce((SELECT string_agg(format('value ILIKE %L', pattern), ' OR ') FROM unnest(patterns) AS pattern), 'false')
    || format(') LIMIT %s)', most);
END $function$;

CREATE OR REPLACE FUNCTION public.find_orders(patterns text[], most integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 100
 SET search_path TO 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
BEGIN
  RETURN QUERY EXECUTE 'SELECT id FROM orders WHERE workspace_id = current_workspace_id()'
    || coalesce((SELECT string_agg(format(' AND search_text ILIKE %L', pattern), '') FROM unnest(patterns) AS pattern), '')
    || format(' LIMIT %s', most);
END $function$;

CREATE OR REPLACE FUNCTION public.fold_order_counts(of_workspace uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  WITH held AS (
    SELECT id FROM order_counts WHERE workspace_id = of_workspace FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM order_counts AS part USING held WHERE part.workspace_id = of_workspace AND part.id = held.id
    RETURNING part.connection_id, part.platform, part.status, part.link_state, part.counted_elsewhere, part.orders
  )
  INSERT INTO order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
  SELECT of_workspace, connection_id, platform, status, link_state, counted_elsewhere, sum(orders)
  FROM gone GROUP BY connection_id, platform, status, link_state, counted_elsewhere HAVING sum(orders) <> 0
$function$;

CREATE OR REPLACE FUNCTION public.hand_out_events()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO webhook_deliveries (workspace_id, endpoint_id, event_id, subject_id, occurred_at)
  SELECT told.workspace_id, endpoint.id, told.id, told.subject_id, told.occurred_at
  FROM told JOIN webhook_endpoints AS endpoint ON endpoint.workspace_id = told.workspace_id
    AND endpoint.enabled AND told.type = ANY (endpoint.events);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_buyer_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.line_events(was text, was_reason text, state text, reason text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT array_remove(ARRAY[
    CASE WHEN state = 'linked' AND was <> 'linked' THEN 'line.linked' END,
    CASE WHEN state = 'queued' AND (was <> 'queued' OR was_reason IS DISTINCT FROM reason) THEN 'line.waiting' END,
    CASE WHEN state = 'queued' AND reason = 'oversold' AND NOT (was = 'queued' AND was_reason IS NOT DISTINCT FROM reason)
      THEN 'line.oversold' END,
    CASE WHEN was = 'queued' AND state IN ('linked', 'skipped', 'no_inventory') THEN 'line.resolved' END], NULL)
$function$;

CREATE OR REPLACE FUNCTION public.link_audit(workspace uuid, most integer, moment timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  last_number bigint;
  last_hash text;
  linked integer := 0;
  note audit;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('counterfoil.audit.' || workspace, 0));
  SELECT number, hash INTO last_number, last_hash FROM audit_links WHERE workspace_id = workspace
    ORDER BY number DESC LIMIT 1;
  last_number := coalesce(last_number, 0);
  last_hash := coalesce(last_hash, '');
  FOR note IN SELECT entry.* FROM audit_unlinked AS waiting
    JOIN audit AS entry ON entry.workspace_id = waiting.workspace_id AND entry.id = waiting.audit_id
    WHERE waiting.workspace_id = workspace ORDER BY entry.at, entry.id LIMIT most
  LOOP
    last_number := last_number + 1;
    last_hash := audit_link_hash(last_hash, audit_row_hash(note));
    INSERT INTO audit_links (workspace_id, number, audit_id, row_hash, hash, linked_at)
      VALUES (workspace, last_number, note.id, audit_row_hash(note), last_hash, moment);
    DELETE FROM audit_unlinked WHERE workspace_id = workspace AND audit_id = note.id;
    linked := linked + 1;
  END LOOP;
  RETURN linked;
END $function$;

CREATE OR REPLACE FUNCTION public.listings_of_lines(of_workspace uuid, lines uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (WITH sold_line AS MATERIALIZED (SELECT line.sku_key, line.listing_external_id, line.variation_id, sale.platform FROM ((unnest(listings_of_lines.lines) wanted(id) CROSS JOIN LATERAL (SELECT one.sku_key, one.listing_external_id, one.variation_id, one.order_id FROM order_lines one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.id = wanted.id)) OFFSET 0) line) CROSS JOIN LATERAL (SELECT one.platform FROM orders one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.id = line.order_id)) OFFSET 0) sale)), concerned AS MATERIALIZED (SELECT item.id FROM (sold_line line CROSS JOIN LATERAL (SELECT one.id FROM inventory_items one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.sku_key = line.sku_key)) OFFSET 0) item) UNION SELECT link_1.item_id FROM (sold_line line CROSS JOIN LATERAL (SELECT one.item_id FROM item_listings one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.platform = line.platform) AND (one.listing_external_id = line.listing_external_id) AND (NOT (one.variation_id IS DISTINCT FROM line.variation_id))) OFFSET 0) link_1)) SELECT array_agg(DISTINCT listing.id) AS array_agg FROM ((concerned CROSS JOIN LATERAL (SELECT one.platform, one.listing_external_id, one.variation_id FROM item_listings one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.item_id = concerned.id)) OFFSET 0) link) CROSS JOIN LATERAL (SELECT one.id FROM listings one WHERE ((one.workspace_id = listings_of_lines.of_workspace) AND (one.platform = link.platform) AND (one.external_id = link.listing_external_id) AND (NOT (one.variation_id IS DISTINCT FROM link.variation_id))) OFFSET 0) listing));

CREATE OR REPLACE FUNCTION public.normalize_identifier(identifier_type text, identifier_value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (identifier_type = 'set_number'::text) THEN regexp_replace(upper(regexp_replace(identifier_value, '\s'::text, ''::text, 'g'::text)), '-[0-9]{1,2}$'::text, ''::text) ELSE upper(regexp_replace(identifier_value, '\s'::text, ''::text, 'g'::text)) END;

CREATE OR REPLACE FUNCTION public.normalize_sku(sku text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN NULLIF(upper(btrim(regexp_replace(sku, '\s+'::text, ' '::text, 'g'::text))), ''::text);

CREATE OR REPLACE FUNCTION public.note_availability()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM (
    SELECT workspace_id, id, units_to_offer(status, quantity_on_hand, quantity_claimed, removed_at) FROM after_change
    EXCEPT
    SELECT workspace_id, id, units_to_offer(status, quantity_on_hand, quantity_claimed, removed_at) FROM before_change
  ) AS item
  JOIN item_listings AS link ON link.workspace_id = item.workspace_id AND link.item_id = item.id
  JOIN listings AS listing ON listing.workspace_id = link.workspace_id AND listing.platform = link.platform
    AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_item_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.changed_in := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.note_links()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM touched AS link
  JOIN listings AS listing ON listing.workspace_id = link.workspace_id AND listing.platform = link.platform
    AND listing.external_id = link.listing_external_id AND listing.variation_id IS NOT DISTINCT FROM link.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_new_listings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM touched AS listing
  JOIN item_listings AS link ON link.workspace_id = listing.workspace_id AND link.platform = listing.platform
    AND link.listing_external_id = listing.external_id AND link.variation_id IS NOT DISTINCT FROM listing.variation_id;
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_payment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  changed record;
  concerned uuid[];
BEGIN
  FOR changed IN
    SELECT sale.workspace_id, array_agg(sale.id) AS orders
    FROM (
      SELECT workspace_id, id, status = 'pending' FROM after_change
      EXCEPT
      SELECT workspace_id, id, status = 'pending' FROM before_change) AS sale
    GROUP BY sale.workspace_id
  LOOP
    concerned := listings_of_lines(changed.workspace_id, ARRAY(
      SELECT line.id FROM order_lines AS line
      WHERE line.workspace_id = changed.workspace_id AND line.order_id = ANY (changed.orders)));
    IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  END LOOP;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_revived_listings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  concerned uuid[];
BEGIN
  SELECT array_agg(DISTINCT listing.id) INTO concerned
  FROM after_change AS listing
  JOIN before_change AS past ON past.workspace_id = listing.workspace_id AND past.id = listing.id
  JOIN item_listings AS link ON link.workspace_id = listing.workspace_id AND link.platform = listing.platform
    AND link.listing_external_id = listing.external_id AND link.variation_id IS NOT DISTINCT FROM listing.variation_id
  WHERE past.status IN ('ended', 'draft') AND listing.status NOT IN ('ended', 'draft');
  IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'link'); END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_sending()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.sent_while_known := true;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.note_unlinked_audit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO audit_unlinked (workspace_id, audit_id) VALUES (NEW.workspace_id, NEW.id);
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_unpaid_lines()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  unpaid record;
  concerned uuid[];
BEGIN
  FOR unpaid IN
    SELECT line.workspace_id, array_agg(line.id) AS lines
    FROM touched AS line
    JOIN orders AS sale ON sale.workspace_id = line.workspace_id AND sale.id = line.order_id
    WHERE sale.status = 'pending' GROUP BY line.workspace_id
  LOOP
    concerned := listings_of_lines(unpaid.workspace_id, unpaid.lines);
    IF concerned IS NOT NULL THEN PERFORM raise_stock_tasks(concerned, 'stock'); END IF;
  END LOOP;
  RETURN NULL;
END $function$;

CREATE OR REPLACE PROCEDURE public.protect_table(IN protected regclass, IN append_only boolean DEFAULT false)
 LANGUAGE plpgsql
AS $procedure$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
  EXECUTE format(
    'CREATE POLICY workspace_only ON %s TO counterfoil_app USING (workspace_id = current_workspace_id()) '
    'WITH CHECK (workspace_id = current_workspace_id())', protected);
  EXECUTE format('CREATE POLICY system_all ON %s TO counterfoil_system USING (true) WITH CHECK (true)', protected);
  EXECUTE format('GRANT SELECT, INSERT ON %s TO counterfoil_app, counterfoil_system', protected);
  IF NOT append_only THEN
    EXECUTE format('GRANT UPDATE, DELETE ON %s TO counterfoil_app, counterfoil_system', protected);
  END IF;
END $procedure$;

CREATE OR REPLACE FUNCTION public.raise_stock_tasks(concerned uuid[], why text)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO stock_tasks AS task (workspace_id, listing_id, connection_id, cause, in_doubt)
  SELECT listing.workspace_id, listing.id, listing.connection_id, why, why IN ('stock', 'person')
  FROM listings AS listing
  WHERE listing.id = ANY (concerned) AND listing.fulfilled_by = 'seller' AND listing.status NOT IN ('ended', 'draft')
  ORDER BY listing.id
  ON CONFLICT (workspace_id, listing_id) DO UPDATE SET
    revision = task.revision + 1,
    state = CASE WHEN task.state = 'sending' THEN 'sending' ELSE 'pending' END,
    cause = excluded.cause,
    in_doubt = task.in_doubt OR excluded.in_doubt,
    changed_at = CASE WHEN task.state = 'settled' THEN excluded.changed_at ELSE task.changed_at END,
    zero_allowed = false, raise_since = NULL, attempts = 0, available_at = NULL, error = NULL
$function$;

CREATE OR REPLACE FUNCTION public.refresh_order_figures(of_workspace uuid, concerned uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  counted uuid[];
BEGIN
  SELECT coalesce(array_agg(sale.id), '{}') INTO counted FROM orders AS sale
  WHERE sale.workspace_id = of_workspace AND sale.id = ANY (concerned) AND sale.same_sale_as IS NULL;
  IF cardinality(counted) < cardinality(concerned) THEN
    DELETE FROM order_figures AS figures USING orders AS sale
    WHERE figures.workspace_id = of_workspace AND figures.order_id = ANY (concerned)
      AND sale.workspace_id = of_workspace AND sale.id = figures.order_id AND sale.same_sale_as IS NOT NULL;
  END IF;
  PERFORM figure_orders(of_workspace, counted);
END $function$;

CREATE OR REPLACE FUNCTION public.stock_behind(of_workspace uuid, on_platform text, listing_id text, of_variation text)
 RETURNS TABLE(links integer, on_hand integer, available integer, sold_here boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
    SELECT count(*)::integer,
      coalesce(sum(CASE WHEN item.removed_at IS NULL AND item.status IN ('in_stock', 'listed')
        THEN item.quantity_on_hand ELSE 0 END), 0)::integer,
      greatest(0, coalesce(sum(
        units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at)), 0)::integer
        - CASE WHEN count(*) = 0 THEN 0 ELSE units_held(of_workspace, array_agg(item.id)) END),
      coalesce(bool_and(units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at) > 0
        OR EXISTS (SELECT FROM claims AS claim
          WHERE claim.workspace_id = of_workspace AND claim.item_id = item.id AND claim.quantity > 0)), false)
        OR CASE WHEN count(*) = 0 THEN false ELSE units_held(of_workspace, array_agg(item.id)) > 0 END
    FROM item_listings AS link
    JOIN inventory_items AS item ON item.workspace_id = link.workspace_id AND item.id = link.item_id
    WHERE link.workspace_id = of_workspace AND link.platform = on_platform AND link.listing_external_id = listing_id
      AND link.variation_id IS NOT DISTINCT FROM of_variation
  $function$;

CREATE OR REPLACE FUNCTION public.tell_changed_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_changed_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_changed_shipment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_changed_stock()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_connection_health()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  IF 'connection.health_changed' = ANY (events_asked_for(NEW.workspace_id)) THEN
    INSERT INTO outgoing_events (workspace_id, type, subject_id, data)
    VALUES (NEW.workspace_id, 'connection.health_changed', NEW.id, jsonb_build_object('connectionId', NEW.id,
      'platform', NEW.platform, 'status', NEW.status, 'errorCode', NEW.error ->> 'code',
      'previousStatus', CASE WHEN TG_OP = 'UPDATE' THEN OLD.status END));
  END IF;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.tell_ended_run()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_new_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_new_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.tell_new_shipments()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.touch_items()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE inventory_items AS item SET updated_at = now()
    FROM (SELECT DISTINCT workspace_id, item_id FROM touched) AS part
    WHERE item.workspace_id = part.workspace_id AND item.id = part.item_id
      AND item.changed_in <> pg_current_xact_id()::text::bigint;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.units_held(of_workspace uuid, items uuid[])
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (WITH named AS (SELECT line_1.id FROM (inventory_items item JOIN order_lines line_1 ON (((line_1.workspace_id = units_held.of_workspace) AND (line_1.sku_key = item.sku_key) AND (line_1.state = ANY (ARRAY['pending'::text, 'queued'::text]))))) WHERE ((item.workspace_id = units_held.of_workspace) AND (item.id = ANY (units_held.items))) UNION SELECT line_1.id FROM ((item_listings link JOIN order_lines line_1 ON (((line_1.workspace_id = units_held.of_workspace) AND (line_1.state = ANY (ARRAY['pending'::text, 'queued'::text])) AND (line_1.listing_external_id = link.listing_external_id) AND (NOT (line_1.variation_id IS DISTINCT FROM link.variation_id))))) JOIN orders sale_1 ON (((sale_1.workspace_id = units_held.of_workspace) AND (sale_1.id = line_1.order_id) AND (sale_1.platform = link.platform)))) WHERE ((link.workspace_id = units_held.of_workspace) AND (link.item_id = ANY (units_held.items)))) SELECT (COALESCE(sum(CASE WHEN (line.state = 'pending'::text) THEN (line.quantity)::bigint ELSE GREATEST((0)::bigint, (line.quantity_needed - COALESCE((SELECT sum(claim.quantity) AS sum FROM claims claim WHERE ((claim.workspace_id = units_held.of_workspace) AND (claim.line_id = line.id))), (0)::bigint))) END), (0)::numeric))::integer AS "coalesce" FROM ((named JOIN order_lines line ON (((line.workspace_id = units_held.of_workspace) AND (line.id = named.id) AND (line.removed_at IS NULL)))) JOIN orders sale ON (((sale.workspace_id = units_held.of_workspace) AND (sale.id = line.order_id)))) WHERE (((line.state = 'pending'::text) AND (sale.status = 'pending'::text)) OR ((line.state = 'queued'::text) AND ((sale.status = ANY (ARRAY['paid'::text, 'packed'::text, 'on_hold'::text, 'partially_shipped'::text])) OR ((sale.status = ANY (ARRAY['shipped'::text, 'delivered'::text, 'completed'::text])) AND sale.sent_while_known)))));

CREATE OR REPLACE FUNCTION public.units_to_offer(status text, on_hand integer, claimed integer, removed_at timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((status = ANY (ARRAY['in_stock'::text, 'listed'::text])) AND (removed_at IS NULL)) THEN GREATEST(0, (on_hand - claimed)) ELSE 0 END;
