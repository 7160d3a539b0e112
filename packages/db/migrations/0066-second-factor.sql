-- A second factor at sign-in (Better Auth's two-factor plugin, its own column names). Secret and codes are encrypted.

ALTER TABLE auth."user" ADD COLUMN "twoFactorEnabled" boolean NOT NULL DEFAULT false;

CREATE TABLE auth."twoFactor" (
  "id" text PRIMARY KEY,
  "secret" text NOT NULL,
  "backupCodes" text NOT NULL,
  "userId" text NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "verified" boolean NOT NULL DEFAULT true,
  "failedVerificationCount" integer NOT NULL DEFAULT 0,
  "lockedUntil" timestamptz
);
CREATE UNIQUE INDEX "twoFactor_userId_uidx" ON auth."twoFactor" ("userId");
ALTER TABLE auth."twoFactor" ENABLE ROW LEVEL SECURITY;
