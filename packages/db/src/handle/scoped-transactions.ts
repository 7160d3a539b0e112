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
export interface ScopedTransactions extends Pick<DatabaseHandle, "db" | "inWorkspace" | "asSystem"> {
  /** Lets no further transaction begin and waits for those under way: what comes later fails with an ordinary error. */
  endTransactions(): Promise<void>;
}

/** Makes the scoped transactions of a database. */
export function scopeTransactions(base: Kysely<Database>): ScopedTransactions {
  const underWay = new Set<Promise<unknown>>();
  let ended = false;
  const run = async <Result>(
    settings: { role: string; workspaceId: string; connections?: string },
    work: (tx: Transaction<Database>) => Promise<Result>,
    options: TransactionOptions = {},
  ): Promise<Result> => {
    refuseInside(base, "a transaction was started");
    if (ended) throw new Error("a transaction was started after the database was closed");
    const marker: OpenTransaction = { base, open: true };
    const builder = base.transaction().setIsolationLevel(options.isolation ?? "read committed");
    const transaction = builder.execute(async (tx) => {
      const confined = settings.connections;
      const confine = confined === undefined ? sql`` : sql`, set_config('counterfoil.connections', ${confined}, true)`;
      await sql`select set_config('role', ${settings.role}, true),
        set_config('counterfoil.workspace_id', ${settings.workspaceId}, true)${confine}`.execute(tx);
      return await current.run(marker, () => work(tx));
    });
    underWay.add(transaction);
    try {
      return await transaction;
    } finally {
      marker.open = false;
      underWay.delete(transaction);
    }
  };
  return {
    db: base.withPlugin(guardAgainst(base)),
    inWorkspace: (workspaceId, work, options) => {
      if (!uuidPattern.test(workspaceId)) return Promise.reject(new TypeError("the workspace id is not a UUID"));
      const confined = options?.connections ?? null;
      if (confined === null) return run({ role: "counterfoil_app", workspaceId }, work, options);
      if (!confined.every((id) => uuidPattern.test(id)))
        return Promise.reject(new TypeError("the id of a connection is not a UUID"));
      return run({ role: "counterfoil_staff", workspaceId, connections: `{${confined.join(",")}}` }, work, options);
    },
    asSystem: (work, options) => run({ role: "counterfoil_system", workspaceId: "" }, work, options),
    endTransactions: async () => {
      ended = true;
      await Promise.allSettled(underWay);
    },
  };
}
