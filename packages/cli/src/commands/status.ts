import { defineCommand } from "citty";
import { commonArguments, runCommand } from "../run-command.ts";
import { table } from "../table.ts";

export const status = defineCommand({
  meta: { name: "status", description: "Platforms, what waits, and when orders are read next" },
  args: commonArguments,
  run: ({ args }) =>
    runCommand(args, async ({ client, print }) => {
      const cards = await client.connections.list.query();
      const rows = cards.map((card) => [
        ...[card.platform, card.status, card.account, card.pendingResolution],
        ...[card.lastOrderSyncAt, card.nextOrderSyncAt],
      ]);
      print(cards, () => table(["PLATFORM", "STATUS", "ACCOUNT", "WAITING", "ORDERS READ", "NEXT"], rows));
    }),
});
