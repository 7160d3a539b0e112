-- Roles, the workspace setting that row-level security reads, and the helper that protects every table.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Roles belong to the whole cluster: another database of it may have made them already, or its administrator.
DO $$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY['counterfoil_app', 'counterfoil_system'] LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END;
    END IF;
  END LOOP;
END $$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'counterfoil_app', 'SET') OR NOT pg_has_role(current_user, 'counterfoil_system', 'USAGE') THEN
    EXECUTE format('GRANT counterfoil_app, counterfoil_system TO %I', current_user);
  END IF;
END $$;

GRANT USAGE ON SCHEMA public TO counterfoil_app, counterfoil_system;

-- The workspace of the running transaction; null outside one, so that every policy then hides every row.
CREATE FUNCTION current_workspace_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('counterfoil.workspace_id', true), '')::uuid;

-- One form for SKUs that differ only in case or white space. Stored in generated columns: operators on plain
-- columns may use an index under row-level security, function calls may not.
CREATE FUNCTION normalize_sku(sku text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN nullif(upper(btrim(regexp_replace(sku, '\s+', ' ', 'g'))), '');

-- One form for identifier values: no case, no spaces, and a set number without its variant ("75192-1" is "75192").
CREATE FUNCTION normalize_identifier(identifier_type text, identifier_value text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN identifier_type = 'set_number'
      THEN regexp_replace(upper(regexp_replace(identifier_value, '\s', '', 'g')), '-[0-9]{1,2}$', '')
    ELSE upper(regexp_replace(identifier_value, '\s', '', 'g'))
  END;

-- Turns row-level security on and grants what the two roles may do. Every migration calls it for every new table.
-- Append-only tables take no UPDATE and no DELETE from either role.
CREATE PROCEDURE protect_table(protected regclass, append_only boolean DEFAULT false)
  LANGUAGE plpgsql AS $$
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
END $$;
