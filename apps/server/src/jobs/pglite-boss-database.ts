import type { PGlite } from "@electric-sql/pglite";
import type { Db } from "pg-boss";

const wholeTransaction = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

/**
 * The embedded database as the job queue sees it. The queue sends some transactions as one text; these run inside the
 * database's own exclusive transaction, so that a failed one is rolled back before anyone else's statement gets in.
 */
export function pgliteBossDatabase(pglite: PGlite): Db {
  return {
    executeSql: async (text, values) => {
      if (values !== undefined && values.length > 0) return { rows: (await pglite.query(text, values)).rows };
      const inner = wholeTransaction.exec(text)?.[1];
      const results = inner === undefined ? await pglite.exec(text) : await pglite.transaction((tx) => tx.exec(inner));
      return { rows: (results ?? []).flatMap((result) => result.rows) };
    },
    listen: async (channel, onNotification, onReconnect) => {
      const unsubscribe = await pglite.listen(channel, onNotification);
      onReconnect();
      return { close: async () => await unsubscribe() };
    },
  };
}
