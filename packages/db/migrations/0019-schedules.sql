-- When platforms are read, runs that can be cancelled, and the calls that all processes share.

-- A kind without a row runs as often as the program says.
CREATE TABLE sync_schedules (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL,
  -- Null: as often as the program says.
  every_seconds integer CHECK (every_seconds BETWEEN 60 AND 2678400),
  paused_at timestamptz,
  paused_by text,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id, kind),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('sync_schedules');

ALTER TABLE sync_runs
  ADD COLUMN cancel_requested boolean NOT NULL DEFAULT false,
  -- Calls to the platform that the run made.
  ADD COLUMN calls integer NOT NULL DEFAULT 0,
  -- What the run was asked for beyond its kind, such as the date of a backfill.
  ADD COLUMN options jsonb NOT NULL DEFAULT '{}';

-- What is used of each limit of a platform: one row for each limit of a connection, locked for the moment in which a
-- process takes a few calls out of it.
CREATE TABLE rate_budgets (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  operation text NOT NULL,
  -- The limit's kind and length: an operation may have several.
  window_name text NOT NULL,
  state jsonb NOT NULL DEFAULT '{}',
  -- A pause that the platform asked for.
  paused_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id, operation, window_name),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CALL protect_table('rate_budgets');
