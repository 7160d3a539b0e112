-- A page of listings is read by its title, without the stock behind all others.
CREATE INDEX listings_by_title ON listings (workspace_id, lower(title), id) WHERE status NOT IN ('ended', 'draft');
