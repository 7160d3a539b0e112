import type { PGlite } from "@electric-sql/pglite";
import type { Kysely, Transaction } from "kysely";
import type { Database } from "../database.ts";

/** What runs in a data folder: a PostgreSQL server of our own, or PGlite inside this process. */
export type EmbeddedEngine = "postgres" | "pglite";

/** Where the data lives: a PostgreSQL server by URL, a folder of one's own, or memory (tests, throw-away demos). */
export type DatabaseLocation =
  | { url: string; poolSize?: number }
  | { dataDir: string; engine?: EmbeddedEngine }
  | { inMemory: true };

/** The isolation levels that PostgreSQL keeps apart. */
export type IsolationLevel = "read committed" | "repeatable read" | "serializable";

export interface TransactionOptions {
  /** Defaults to `read committed`. PGlite runs one transaction at a time: there, every one is serializable. */
  isolation?: IsolationLevel;
}

export interface WorkspaceTransactionOptions extends TransactionOptions {
  /**
   * Confines the transaction to these connections: rows of others, and of their orders, are neither seen nor written.
   * Left out or null: all of them.
   */
  connections?: readonly string[] | null;
}

/** How other libraries on the same database (job queue) reach it. */
export type DatabaseConnection = { kind: "postgres"; url: string } | { kind: "pglite"; pglite: PGlite };

/** An open database. Close it once, when the process stops. */
export interface DatabaseHandle {
  /**
   * The owner's query builder, outside any workspace: sign-in tables and nothing else. Rows of workspaces are read
   * with `inWorkspace`. Using it inside a transaction throws, because it would wait for that transaction for ever.
   */
  readonly db: Kysely<Database>;
  readonly connection: DatabaseConnection;
  /**
   * Runs `work` in one transaction that sees the rows of one workspace only (row-level security). Only `tx` may be
   * used inside; a transaction within a transaction throws.
   */
  inWorkspace<Result>(
    workspaceId: string,
    work: (tx: Transaction<Database>) => Promise<Result>,
    options?: WorkspaceTransactionOptions,
  ): Promise<Result>;
  /** Runs `work` in one transaction over all workspaces: schedulers, memberships, webhook routing. */
  asSystem<Result>(work: (tx: Transaction<Database>) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  close(): Promise<void>;
}
