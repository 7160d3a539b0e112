import { createHash } from "node:crypto";
import type { DatabaseHandle } from "@counterfoil/db";
import { sql } from "kysely";

export interface AttemptRule {
  /** Allowed in one window. */
  most: number;
  windowMs: number;
}

/** Attempts to get in, counted in the database: every process of the installation sees the same counts. */
export interface Attempts {
  /** Counts one. Answers the seconds to wait; 0 when it may go ahead. */
  count(key: string, rule: AttemptRule): Promise<number>;
  forget(key: string): Promise<void>;
}

const longestWindowMs = 60 * 60_000;
const highestCount = 1_000_000;

/** Windows begin with their first attempt. `now` is the server's own clock. */
export function createAttempts({ db }: Pick<DatabaseHandle, "db">, now: () => Date): Attempts {
  return {
    count: async (key, { most, windowMs }) => {
      const at = now();
      const start = new Date(at.getTime() - windowMs);
      const { rows } = await sql<{ count: number; since: Date }>`
        INSERT INTO auth.attempt AS known (key, count, since) VALUES (${stored(key)}, 1, ${at})
        ON CONFLICT (key) DO UPDATE SET
          count = CASE WHEN known.since <= ${start} THEN 1 ELSE LEAST(known.count, ${highestCount}) + 1 END,
          since = CASE WHEN known.since <= ${start} THEN ${at} ELSE known.since END
        RETURNING count, since`.execute(db);
      const [counted] = rows;
      if (counted === undefined || counted.count <= most) return 0;
      return Math.max(1, Math.ceil((counted.since.getTime() + windowMs - at.getTime()) / 1000));
    },
    forget: async (key) => {
      await db.deleteFrom("auth.attempt").where("key", "=", stored(key)).execute();
    },
  };
}

/** Takes away counts that no rule looks at any more. */
export async function forgetOldAttempts({ db }: Pick<DatabaseHandle, "db">, now: Date): Promise<void> {
  const since = new Date(now.getTime() - longestWindowMs);
  await db.deleteFrom("auth.attempt").where("since", "<", since).execute();
}

/** Whoever reads the table learns neither who signs in here nor from where. */
function stored(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}
