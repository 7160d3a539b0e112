-- Roles named for what people do, and invitations into a workspace.

ALTER TABLE members DROP CONSTRAINT members_role_check;
-- The owner of the tables is bound by their policies too, and there is none for it.
ALTER TABLE members NO FORCE ROW LEVEL SECURITY;
UPDATE members SET role = CASE role WHEN 'admin' THEN 'manager' WHEN 'member' THEN 'packer' ELSE role END;
ALTER TABLE members FORCE ROW LEVEL SECURITY;
ALTER TABLE members ADD CONSTRAINT members_role_check CHECK (role IN ('owner', 'manager', 'packer', 'viewer'));

CREATE TABLE invitations (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  id uuid NOT NULL,
  -- In lower case: an invitation is for this address alone.
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'packer', 'viewer')),
  -- SHA-256 of the token in the link.
  token_hash text NOT NULL,
  -- Whether the link went to the address itself, so that whoever has it owns the address.
  mailed boolean NOT NULL,
  invited_by text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('accepted', 'revoked')),
  PRIMARY KEY (workspace_id, id),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
-- Whoever follows a link shows the token alone: its workspace is known only after the look-up.
CREATE INDEX invitations_by_hash ON invitations (token_hash);
CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, email) WHERE ended_at IS NULL;
CALL protect_table('invitations');
