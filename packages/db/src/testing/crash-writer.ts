import { createDatabase } from "../handle/create-database.ts";
import type { EmbeddedEngine } from "../handle/database-handle.ts";
import { newId } from "../new-id.ts";

// Writes until it is killed. Each line on its output is a transaction that the database has confirmed.
const [dataDir = "", engine = "", workspaceId = ""] = process.argv.slice(2);

const database = await createDatabase({ dataDir, engine: engine as EmbeddedEngine });
await database.asSystem((tx) =>
  tx
    .insertInto("workspaces")
    .values({ workspace_id: workspaceId, name: "Crash", currency: "GBP", time_zone: "UTC" })
    .onConflict((conflict) => conflict.doNothing())
    .execute(),
);
for (let round = 0; ; round += 1) {
  const ids = Array.from({ length: 20 }, newId);
  const batch = newId();
  await database.inWorkspace(workspaceId, async (tx) => {
    await tx
      .insertInto("inventory_items")
      .values(
        ids.map((id) => ({
          workspace_id: workspaceId,
          id,
          title: `${batch} ${"x".repeat(round % 400)}`,
          status: "in_stock",
        })),
      )
      .execute();
    await tx
      .insertInto("stock_movements")
      .values(
        ids.map((id) => ({
          workspace_id: workspaceId,
          id: newId(),
          item_id: id,
          kind: "received",
          quantity: 1 + (round % 5),
          actor_kind: "system",
          note: batch,
        })),
      )
      .execute();
  });
  process.stdout.write(`${batch}\n`);
}
