-- The order of what is next to be sent, in a form that row-level security lets an index be entered by: `coalesce` is none
-- that it trusts, so a later page, and what is over, was reached by reading everything before it.
CREATE INDEX orders_in_turn ON orders (workspace_id, (CASE WHEN status IN
  ('pending', 'paid', 'packed', 'partially_shipped', 'on_hold') AND ship_by IS NOT NULL
  THEN ship_by ELSE '9999-12-31T00:00:00.000Z'::timestamptz END), id);
DROP INDEX orders_by_turn;
