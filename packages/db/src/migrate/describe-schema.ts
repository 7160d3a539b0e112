import type { ScriptRunner } from "../handle/script-runner.ts";

// What the catalog says of our two schemas, as SQL-like text in a fixed order. Expressions are PostgreSQL's own.
const ours = "('public', 'auth')";

const tables = `
  SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name, c.oid::int AS oid,
    c.relrowsecurity AS secured, c.relforcerowsecurity AS forced
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ${ours} AND c.relkind = 'r' ORDER BY 1`;

const columns = `
  SELECT '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attgenerated = 's' THEN ' GENERATED ALWAYS AS ' || pg_get_expr(d.adbin, d.adrelid) || ' STORED'
         WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS line
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const constraints = `
  SELECT '  CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS line
  FROM pg_constraint WHERE conrelid = $1 AND contype <> 'n' ORDER BY contype, conname`;

const extras = `
  SELECT line FROM (
    SELECT 1 AS part, pg_get_indexdef(i.indexrelid) AS line FROM pg_index i
      WHERE i.indrelid = $1 AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
    UNION ALL SELECT 2, pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = $1 AND NOT tgisinternal
    UNION ALL SELECT 3, CASE WHEN polpermissive THEN '' ELSE 'RESTRICTIVE ' END || format('POLICY %I TO %s USING %s', polname,
        (SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles WHERE oid = ANY (polroles)),
        pg_get_expr(polqual, polrelid)) FROM pg_policy WHERE polrelid = $1
    UNION ALL SELECT 4, format('GRANT %s TO %s', string_agg(privilege_type, ', ' ORDER BY privilege_type), grantee::regrole)
      FROM pg_class c, aclexplode(c.relacl) WHERE c.oid = $1 AND grantee <> 0 AND grantee::regrole::text LIKE 'counterfoil\\_%'
      AND grantee <> c.relowner GROUP BY grantee
    UNION ALL SELECT 5, format('GRANT %s (%s) TO %s', privilege_type, string_agg(quote_ident(attname), ', ' ORDER BY attnum), grantee::regrole)
      FROM pg_attribute a, aclexplode(a.attacl) WHERE a.attrelid = $1 GROUP BY privilege_type, grantee
  ) AS parts ORDER BY part, line`;

const functions = `
  SELECT pg_get_functiondef(p.oid) AS definition
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname IN ${ours} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY p.proname`;

interface TableRow {
  name: string;
  oid: number;
  secured: boolean;
  forced: boolean;
}

/** The schema as text: the same for the same schema on every database. Kept in `schema.sql` for reviews. */
export async function describeSchema(runner: ScriptRunner): Promise<string> {
  const parts: string[] = ["-- Written by the test of the schema from a migrated database. Not run by anything."];
  for (const table of await runner.query<TableRow>(tables)) parts.push(await describeTable(runner, table));
  for (const { definition } of await runner.query<{ definition: string }>(functions))
    parts.push(`${definition.trim()};`);
  return `${parts.join("\n\n")}\n`;
}

async function describeTable(runner: ScriptRunner, table: TableRow): Promise<string> {
  const lines = async (query: string) =>
    (await runner.query<{ line: string }>(query, [table.oid])).map((row) => row.line);
  const body = [...(await lines(columns)), ...(await lines(constraints))].join(",\n");
  const security = table.forced ? "FORCED" : table.secured ? "ENABLED" : "OFF";
  const after = [`ROW LEVEL SECURITY ${security} ON ${table.name}`, ...(await lines(extras))];
  return `CREATE TABLE ${table.name} (\n${body}\n);\n${after.map((line) => `${line};`).join("\n")}`;
}
