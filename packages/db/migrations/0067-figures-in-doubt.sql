-- What is known of a platform's figure may be older than the change that is to be told: a unit sold there and another one
-- counted in give the figure that was there before, while the platform shows one less. Then the platform is asked, also
-- where the figure seems to be there already.

ALTER TABLE stock_tasks
  -- Stock changed, or a person asked, since the platform was last asked what it shows.
  ADD COLUMN in_doubt boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION raise_stock_tasks(concerned uuid[], why text) RETURNS void
  LANGUAGE sql AS $$
  INSERT INTO stock_tasks AS task (workspace_id, listing_id, connection_id, cause, in_doubt)
  SELECT listing.workspace_id, listing.id, listing.connection_id, why, why IN ('stock', 'person')
  FROM listings AS listing
  WHERE listing.id = ANY (concerned) AND listing.fulfilled_by = 'seller' AND listing.status NOT IN ('ended', 'draft')
  ORDER BY listing.id
  ON CONFLICT (workspace_id, listing_id) DO UPDATE SET
    revision = task.revision + 1,
    state = CASE WHEN task.state = 'sending' THEN 'sending' ELSE 'pending' END,
    cause = excluded.cause,
    in_doubt = task.in_doubt OR excluded.in_doubt,
    changed_at = CASE WHEN task.state = 'settled' THEN excluded.changed_at ELSE task.changed_at END,
    zero_allowed = false, raise_since = NULL, attempts = 0, available_at = NULL, error = NULL
$$;
