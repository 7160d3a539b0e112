import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { openTestDatabase } from "../testing/test-database.ts";

describeEachDatabase("transactions of a workspace", (context) => {
  it("see the rows of their own workspace only", async () => {
    const [mine, theirs] = [await context.createWorkspace(), await context.createWorkspace()];
    const seen = await context.database.inWorkspace(mine, (tx) =>
      tx.selectFrom("workspaces").select("workspace_id").execute(),
    );
    expect(seen).toEqual([{ workspace_id: mine }]);
    expect(theirs).not.toBe(mine);
  });

  it("cannot write into another workspace", async () => {
    const [mine, theirs] = [await context.createWorkspace(), await context.createWorkspace()];
    await expect(
      context.database.inWorkspace(mine, (tx) => tx.insertInto("policies").values({ workspace_id: theirs }).execute()),
    ).rejects.toThrow(/row-level security/);
  });

  it("leave neither role nor workspace behind", async () => {
    const mine = await context.createWorkspace();
    await context.database.inWorkspace(mine, (tx) => sql`select 1`.execute(tx));
    const { rows } = await sql<{ role: string; workspace: string | null }>`select current_user::text as role,
      current_workspace_id()::text as workspace`.execute(context.database.db);
    expect(rows[0]?.role).not.toBe("counterfoil_app");
    expect(rows[0]?.workspace).toBeNull();
  });

  it("roll back as a whole", async () => {
    const mine = await context.createWorkspace();
    const failing = context.database.inWorkspace(mine, async (tx) => {
      await tx.insertInto("policies").values({ workspace_id: mine }).execute();
      throw new Error("stop here");
    });
    await expect(failing).rejects.toThrow("stop here");
    const rows = await context.database.inWorkspace(mine, (tx) => tx.selectFrom("policies").selectAll().execute());
    expect(rows).toEqual([]);
  });

  describe("refuse instead of waiting for themselves for ever", () => {
    it("a transaction within a transaction", async () => {
      const mine = await context.createWorkspace();
      await expect(
        context.database.inWorkspace(mine, () => context.database.inWorkspace(mine, async () => 1)),
      ).rejects.toThrow(/inside a transaction/);
    });

    it("the owner's query builder within a transaction", async () => {
      const mine = await context.createWorkspace();
      await expect(
        context.database.inWorkspace(mine, () => context.database.db.selectFrom("auth.user").selectAll().execute()),
      ).rejects.toThrow(/inside a transaction/);
    });
  });

  it("start one after the other from work that goes on after a transaction", async () => {
    const mine = await context.createWorkspace();
    let release = (): void => {};
    const ended = new Promise<void>((resolve) => {
      release = resolve;
    });
    let later: Promise<number> = Promise.resolve(0);
    await context.database.inWorkspace(mine, async () => {
      later = ended.then(() => context.database.inWorkspace(mine, async () => 7));
    });
    release();
    expect(await later).toBe(7);
  });

  it("refuse a workspace id that is no UUID", async () => {
    await expect(context.database.inWorkspace("me'; drop table orders", async () => 1)).rejects.toThrow(TypeError);
  });

  it("end before the database does, and begin no more: late work hears it as an error of its own", async () => {
    const closing = await openTestDatabase(context.kind);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const underWay = closing.asSystem(async (tx) => {
      await held;
      return (await sql<{ one: number }>`select 1 as one`.execute(tx)).rows;
    });
    const waiting = closing.asSystem(async () => "had to wait for the first one");
    const closed = closing.close();
    const late = expect(closing.asSystem(async () => 1)).rejects.toThrow(/after the database was closed/);
    release();
    expect(await underWay).toEqual([{ one: 1 }]);
    expect(await waiting).toBe("had to wait for the first one");
    await late;
    await closed;
  });
});
