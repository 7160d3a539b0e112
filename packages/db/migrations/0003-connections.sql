-- Connections to platforms, their secrets, consent in progress, and leases for work that one process does for all.

CREATE TABLE connections (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  platform text NOT NULL,
  method text NOT NULL CHECK (method IN ('keys', 'oauth2')),
  environment text NOT NULL DEFAULT 'production',
  marketplace text,
  label text,
  account text,
  account_external_id text,
  status text NOT NULL CHECK (status IN ('connected', 'incomplete', 'error', 'not_connected')),
  demo boolean NOT NULL DEFAULT false,
  base_url text,
  settings jsonb NOT NULL DEFAULT '{}',
  scopes jsonb,
  last_checked_at timestamptz,
  last_called text,
  last_latency_ms integer,
  warnings jsonb NOT NULL DEFAULT '[]',
  error jsonb,
  expires_at timestamptz,
  connected_at timestamptz,
  disconnected_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE NULLS NOT DISTINCT (workspace_id, platform, environment, account)
);
CREATE INDEX connections_by_platform_account ON connections (platform, account_external_id);
CALL protect_table('connections');

CREATE TABLE credentials (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('fields', 'tokens')),
  ciphertext text NOT NULL,
  key_id text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, connection_id, kind),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id) ON DELETE CASCADE
);
CALL protect_table('credentials');

CREATE TABLE oauth_states (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  platform text NOT NULL,
  state_hash text NOT NULL,
  session_id text NOT NULL,
  user_id text NOT NULL,
  payload text NOT NULL,
  return_url text,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, state_hash)
);
CALL protect_table('oauth_states');

CREATE TABLE leases (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  name text NOT NULL,
  holder text NOT NULL,
  acquired_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, name)
);
CALL protect_table('leases');
