import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe } from "vitest";
import type { DatabaseHandle } from "../handle/database-handle.ts";
import { type DatabaseKind, openTestDatabase } from "./test-database.ts";

/** What a suite may use. `database` is open while tests and hooks run, not while the suite is being described. */
export interface DatabaseContext {
  readonly kind: DatabaseKind;
  readonly database: DatabaseHandle;
  /** Makes a new workspace and gives its id: tests stay apart by using one each. */
  createWorkspace(): Promise<string>;
}

/** Runs one suite on the embedded database and on PostgreSQL, each with a database of its own. */
export function describeEachDatabase(name: string, suite: (context: DatabaseContext) => void): void {
  describe.each<{ kind: DatabaseKind }>([{ kind: "pglite" }, { kind: "postgres" }])(`${name} ($kind)`, ({ kind }) => {
    let database: DatabaseHandle | undefined;
    beforeAll(async () => {
      database = await openTestDatabase(kind);
    });
    afterAll(async () => {
      await database?.close();
    });
    const opened = (): DatabaseHandle => {
      if (!database) throw new Error("the test database is open only while tests run");
      return database;
    };
    suite({
      kind,
      get database() {
        return opened();
      },
      createWorkspace: () => createTestWorkspace(opened()),
    });
  });
}

/** Makes a workspace with ordinary settings (GBP, Europe/London). */
export async function createTestWorkspace(database: DatabaseHandle): Promise<string> {
  const workspaceId = randomUUID();
  await database.asSystem((tx) =>
    tx
      .insertInto("workspaces")
      .values({ workspace_id: workspaceId, name: "Test", currency: "GBP", time_zone: "Europe/London" })
      .execute(),
  );
  return workspaceId;
}
