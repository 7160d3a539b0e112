/** Runs SQL text as it is, several statements at a time, on one connection of its own. What migrations need. */
export interface ScriptRunner {
  /** Runs a script. Throws the database's error; the connection may then be inside a failed transaction. */
  run(script: string): Promise<void>;
  query<Row>(statement: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** What happens to a database before its schema is brought up to date: a backup is restored. */
export type PrepareDatabase = (runner: ScriptRunner) => Promise<void>;
