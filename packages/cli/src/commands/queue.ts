import { defineCommand } from "citty";
import { commonArguments, runCommand } from "../run-command.ts";
import { table } from "../table.ts";

const list = defineCommand({
  meta: { name: "list", description: "Sales that wait for their unit, the oldest first" },
  args: {
    ...commonArguments,
    platform: { type: "string", description: "Only this platform" },
    limit: { type: "string", description: "How many, 100 at most", default: "20" },
  },
  run: ({ args }) =>
    runCommand(args, async ({ client, print }) => {
      const { platform, limit } = args;
      const page = await client.resolution.queue.query({ limit: Number(limit), ...(platform && { platform }) });
      const rows = page.entries.map((entry) => [
        ...[entry.id, entry.platform, entry.platformOrderId, entry.sku, entry.title.slice(0, 40), entry.quantityNeeded],
        entry.candidates[0] === undefined
          ? null
          : `${entry.candidates[0].score.toFixed(2)} ${entry.candidates[0].inventoryItemId}`,
      ]);
      const headings = ["ENTRY", "PLATFORM", "ORDER", "SKU", "TITLE", "UNITS", "LIKELIEST"];
      print(page, () => `${table(headings, rows)}\n${page.stats.pending} wait.`);
    }),
});

const resolve = defineCommand({
  meta: { name: "resolve", description: "Tie a sale to the units that were sold" },
  args: {
    entry: { type: "positional", description: "The entry's id", required: true },
    unit: { type: "positional", description: "The unit's id; more may follow", required: true },
    ...commonArguments,
  },
  run: ({ args }) =>
    runCommand(args, async ({ client, print }) => {
      const units = args._.slice(1).map((inventoryItemId) => ({ inventoryItemId, quantity: 1 }));
      const answer = await client.resolution.resolve.mutate({ entryId: args.entry, units });
      print(answer, () => "The sale is tied to its unit.");
    }),
});

const skip = defineCommand({
  meta: { name: "skip", description: "Set a sale aside" },
  args: {
    entry: { type: "positional", description: "The entry's id", required: true },
    ...commonArguments,
    "no-stock": { type: "boolean", description: "It was never in stock here", default: false },
  },
  run: ({ args }) =>
    runCommand(args, async ({ client, print }) => {
      const verb = args["no-stock"] ? client.resolution.noInventory : client.resolution.skip;
      print(await verb.mutate({ entryId: args.entry }), () => "The sale is set aside.");
    }),
});

export const queue = defineCommand({
  meta: { name: "queue", description: "The sales that wait for a person" },
  subCommands: { list, resolve, skip },
});
