-- Syncing, outbound effects, webhooks, long work, and who did what.

CREATE TABLE sync_runs (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('orders', 'listings')),
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'crashed', 'cancelled')),
  started_by text,
  started_at timestamptz NOT NULL DEFAULT now(),
  heartbeat_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  seen integer NOT NULL DEFAULT 0,
  created integer NOT NULL DEFAULT 0,
  updated integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  linked integer NOT NULL DEFAULT 0,
  queued integer NOT NULL DEFAULT 0,
  errors jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE UNIQUE INDEX sync_runs_one_at_a_time ON sync_runs (workspace_id, connection_id, kind) WHERE state = 'running';
CREATE INDEX sync_runs_by_connection ON sync_runs (workspace_id, connection_id, started_at);
CREATE INDEX sync_runs_by_start ON sync_runs (workspace_id, started_at);
CALL protect_table('sync_runs');

CREATE TABLE sync_cursors (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('orders', 'listings')),
  cursor text,
  last_success_at timestamptz,
  next_run_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id, kind),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('sync_cursors');

-- Orders that the cursor has passed and that are not stored: each run reads them again by their number.
CREATE TABLE unread_orders (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  message text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  first_failed_at timestamptz NOT NULL,
  last_failed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, connection_id, external_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('unread_orders');

CREATE TABLE outbox (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  idempotency_key text NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'sending', 'done', 'failed', 'outcome_unknown')),
  payload jsonb NOT NULL,
  result jsonb,
  error jsonb,
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL DEFAULT now(),
  locked_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, idempotency_key),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX outbox_due ON outbox (workspace_id, state, available_at);
CALL protect_table('outbox');

CREATE TABLE webhook_events (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  connection_id uuid,
  platform text NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'done', 'failed')),
  error jsonb,
  received_at timestamptz NOT NULL DEFAULT now(),
  processed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, platform, event_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('webhook_events');

CREATE TABLE jobs (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  input jsonb NOT NULL DEFAULT '{}',
  progress jsonb NOT NULL DEFAULT '{}',
  checkpoint jsonb,
  message text,
  summary jsonb,
  error jsonb,
  cancel_requested boolean NOT NULL DEFAULT false,
  started_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX jobs_by_created ON jobs (workspace_id, created_at, id);
CALL protect_table('jobs');

-- The answer given to a request that carried an idempotency key: the same request gets the same answer.
CREATE TABLE idempotency_keys (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, scope, key)
);
CALL protect_table('idempotency_keys');

CREATE TABLE audit (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor_kind text NOT NULL CHECK (actor_kind IN ('system', 'rule', 'person')),
  actor text,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  text text,
  detail jsonb NOT NULL DEFAULT '{}',
  request_id text,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX audit_by_time ON audit (workspace_id, at, id);
CREATE INDEX audit_by_subject ON audit (workspace_id, subject_type, subject_id, at);
CALL protect_table('audit', append_only => true);
