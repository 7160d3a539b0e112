import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { retryTransaction } from "./retry-transaction.ts";

const conflict = Object.assign(new Error("could not serialize access"), { code: "40001" });
const instantly = { sleep: async () => {} };

describe("retrying a transaction", () => {
  it("runs it again after a conflict, as often as told", async () => {
    let runs = 0;
    const failing = retryTransaction(
      async () => {
        runs += 1;
        throw conflict;
      },
      { ...instantly, attempts: 3 },
    );
    await expect(failing).rejects.toBe(conflict);
    expect(runs).toBe(3);
  });

  it("does not run it again after any other error", async () => {
    let runs = 0;
    const failing = retryTransaction(async () => {
      runs += 1;
      throw new Error("a mistake");
    }, instantly);
    await expect(failing).rejects.toThrow("a mistake");
    expect(runs).toBe(1);
  });
});

describeEachDatabase("serializable transactions", (context) => {
  it("that read the same and write come out as if one after the other", async () => {
    const workspaceId = await context.createWorkspace();
    const countUp = () =>
      retryTransaction(() =>
        context.database.inWorkspace(
          workspaceId,
          async (tx) => {
            const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM leases`.execute(tx);
            const name = String(rows[0]?.n);
            await tx
              .insertInto("leases")
              .values({ workspace_id: workspaceId, name, holder: "x", expires_at: new Date() })
              .execute();
          },
          { isolation: "serializable" },
        ),
      );
    await Promise.all([countUp(), countUp(), countUp()]);
    const names = await context.database.inWorkspace(workspaceId, (tx) =>
      tx.selectFrom("leases").select("name").orderBy("name").execute(),
    );
    expect(names.map(({ name }) => name)).toEqual(["0", "1", "2"]);
  });
});
