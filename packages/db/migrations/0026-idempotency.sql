-- Answers given to requests of programs that carried an idempotency key. A request that is being worked on holds its
-- row until locked_until, so that a repeated one waits its turn and one whose process died can be made again.

CREATE TABLE http_answers (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  user_id text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  locked_until timestamptz,
  status integer,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, user_id, key)
);
CREATE INDEX http_answers_by_age ON http_answers (workspace_id, created_at);
CALL protect_table('http_answers');
