-- What a seller should know without looking: alerts, how they are told, and what became of telling them.

CREATE TABLE alerts (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL,
  -- Names the trouble: while it lasts, it is one alert however often it is seen.
  trouble text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('warning', 'urgent')),
  title text NOT NULL,
  text text NOT NULL,
  -- Where in the dashboard it is mended.
  link text,
  raised_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  resolved_at timestamptz,
  read_at timestamptz,
  read_by text,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX alerts_one_for_each_trouble ON alerts (workspace_id, trouble) WHERE resolved_at IS NULL;
CREATE INDEX alerts_by_time ON alerts (workspace_id, raised_at, id);
CALL protect_table('alerts');

-- No row: all alerts in the app, none elsewhere.
CREATE TABLE alert_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces ON DELETE CASCADE,
  muted_kinds jsonb NOT NULL DEFAULT '[]',
  email_to text,
  low_stock integer NOT NULL DEFAULT 1 CHECK (low_stock >= 0),
  expiry_days integer NOT NULL DEFAULT 14 CHECK (expiry_days BETWEEN 1 AND 90),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL protect_table('alert_settings');

CREATE TABLE alert_webhooks (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  url text NOT NULL,
  -- Sealed: what signs the messages.
  secret text NOT NULL,
  key_id text NOT NULL,
  enabled boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
);
CALL protect_table('alert_webhooks');

-- One for each alert and way of telling it.
CREATE TABLE alert_deliveries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  alert_id uuid NOT NULL,
  -- Null: by e-mail.
  webhook_id uuid,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL,
  sent_at timestamptz,
  error text,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, alert_id) REFERENCES alerts (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, webhook_id) REFERENCES alert_webhooks (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX alert_deliveries_due ON alert_deliveries (workspace_id, available_at) WHERE state = 'pending';
CREATE INDEX alert_deliveries_by_alert ON alert_deliveries (workspace_id, alert_id);
CALL protect_table('alert_deliveries');
