-- What lies here of a session opens none: its token is kept as SHA-256 in hex. Sessions that are open stay open.

UPDATE auth."session" SET "token" = encode(sha256(convert_to("token", 'UTF8')), 'hex');
ALTER TABLE auth."session" ADD CONSTRAINT "session_token_hashed" CHECK ("token" ~ '^[0-9a-f]{64}$');

-- The newest half minute whose code was used: a code of it, or of one before, opens nothing any more.
ALTER TABLE auth."twoFactor" ADD COLUMN "lastUsedStep" bigint;

-- Attempts to sign in, counted for all processes together. The key is a hash: it names an account or an address.
CREATE TABLE auth."attempt" (
  "key" text PRIMARY KEY,
  "count" integer NOT NULL,
  "since" timestamptz NOT NULL
);
ALTER TABLE auth."attempt" ENABLE ROW LEVEL SECURITY;
