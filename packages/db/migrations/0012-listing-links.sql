-- A listing whose only fitting units were sold is neither without a match nor doubtful.

ALTER TABLE listings DROP CONSTRAINT listings_link_reason_check;
ALTER TABLE listings ADD CONSTRAINT listings_link_reason_check
  CHECK (link_reason IN ('no_match', 'several', 'doubtful', 'sold'));
