import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";

/** A statement as the server sent it. */
export interface Statement {
  text: string;
  values: unknown[];
}

const recording = new AsyncLocalStorage<Statement[]>();
let patched = false;

/** Runs work and gives every statement that it sent to PostgreSQL, transactions included, in order. */
export async function recordSql(work: () => Promise<unknown>): Promise<Statement[]> {
  patchOnce();
  const statements: Statement[] = [];
  await recording.run(statements, work);
  return statements;
}

function patchOnce(): void {
  if (patched) return;
  patched = true;
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown };
  const original = prototype.query;
  prototype.query = function (this: unknown, ...given: unknown[]) {
    const [first, values] = given;
    const text = typeof first === "string" ? first : String((first as { text?: string })?.text ?? "");
    const bound = Array.isArray(values) ? values : ((first as { values?: unknown[] })?.values ?? []);
    if (text !== "") recording.getStore()?.push({ text, values: bound });
    return original.apply(this, given);
  };
}

/** Sends the same statements by `pg` alone. */
export async function replay(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) await client.query(text, values);
}
