-- The chain over the audit trail: a change behind its back is found and located.
-- Rows are linked shortly after they were committed, so that no writer waits for another at the chain's end.

-- Audit rows that wait to be linked.
CREATE TABLE audit_unlinked (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  audit_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, audit_id)
);
CALL protect_table('audit_unlinked');

CREATE TABLE audit_links (
  workspace_id uuid NOT NULL REFERENCES workspaces ON DELETE CASCADE,
  number bigint NOT NULL,
  audit_id uuid NOT NULL,
  row_hash text NOT NULL,
  hash text NOT NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, number),
  UNIQUE (workspace_id, audit_id)
);
CALL protect_table('audit_links', append_only => true);

-- Covers every column, in a form that no session setting changes.
CREATE FUNCTION audit_row_hash(note audit) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$
SELECT encode(sha256(convert_to(jsonb_build_array(note.workspace_id, note.id, extract(epoch FROM note.at),
  note.actor_kind, note.actor, note.action, note.subject_type, note.subject_id, note.text, note.detail,
  note.request_id)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_link_hash(previous text, row_hash text) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$ SELECT encode(sha256(convert_to(previous || row_hash, 'UTF8')), 'hex') $$;

CREATE FUNCTION note_unlinked_audit() RETURNS trigger
  LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_unlinked (workspace_id, audit_id) VALUES (NEW.workspace_id, NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_waits_for_link AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION note_unlinked_audit();
INSERT INTO audit_unlinked (workspace_id, audit_id) SELECT workspace_id, id FROM audit;

-- Links up to `most` waiting rows of a workspace, oldest first; tells how many. One process at a time.
CREATE FUNCTION link_audit(workspace uuid, most integer, moment timestamptz) RETURNS integer
  LANGUAGE plpgsql AS $$
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
END $$;
