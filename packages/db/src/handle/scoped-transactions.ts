import { AsyncLocalStorage } from "node:async_hooks";
import { type Kysely, type KyselyPlugin, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DatabaseHandle, TransactionOptions } from "./database-handle.ts";

interface OpenTransaction {
  base: Kysely<Database>;
  open: boolean;
}

const current = new AsyncLocalStorage<OpenTransaction>();

function refuseInside(base: Kysely<Database>, what: string): void {
  const transaction = current.getStore();
  if (transaction?.open && transaction.base === base)
    throw new Error(`${what} inside a transaction: use the transaction that was handed to you`);
}

/** Throws where the owner's query builder is used inside a transaction of the same database. */
function guardAgainst(base: Kysely<Database>): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      refuseInside(base, "a query outside the transaction was started");
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The parts of a handle that are the same on every database: scoped transactions and the guarded builder. */
export function scopeTransactions(base: Kysely<Database>): Pick<DatabaseHandle, "db" | "inWorkspace" | "asSystem"> {
  const run = async <Result>(
    settings: { role: string; workspaceId: string },
    work: (tx: Transaction<Database>) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> => {
    refuseInside(base, "a transaction was started");
    const marker: OpenTransaction = { base, open: true };
    const builder = base.transaction().setIsolationLevel(options.isolation ?? "read committed");
    try {
      return await builder.execute(async (tx) => {
        await sql`select set_config('role', ${settings.role}, true),
          set_config('counterfoil.workspace_id', ${settings.workspaceId}, true)`.execute(tx);
        return await current.run(marker, () => work(tx));
      });
    } finally {
      marker.open = false;
    }
  };
  return {
    db: base.withPlugin(guardAgainst(base)),
    inWorkspace: (workspaceId, work, options) => {
      if (!uuidPattern.test(workspaceId)) return Promise.reject(new TypeError("the workspace id is not a UUID"));
      return run({ role: "counterfoil_app", workspaceId }, work, options);
    },
    asSystem: (work, options) => run({ role: "counterfoil_system", workspaceId: "" }, work, options),
  };
}
