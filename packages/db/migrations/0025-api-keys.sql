-- Keys by which programs call the server for a member of a workspace. Only a hash of the key is kept.

CREATE TABLE api_keys (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  user_id text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  name text NOT NULL,
  -- The key's first characters, to tell keys apart; far too few to guess the rest.
  prefix text NOT NULL,
  secret_hash text NOT NULL,
  scopes jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
-- A caller shows the key alone: its workspace is known only after the look-up.
CREATE INDEX api_keys_by_hash ON api_keys (secret_hash);
CALL protect_table('api_keys');
