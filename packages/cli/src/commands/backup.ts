import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { defineCommand } from "citty";
import { download } from "../download.ts";
import { type Command, commonArguments, runCommand } from "../run-command.ts";

const files = ["inventory.csv", "payouts.csv", "profit.csv"] as const;
const pageSize = 100;

/** Every order as the list of orders tells it, one JSON value a line. */
async function writeOrders({ client, progress }: Command, file: string): Promise<number> {
  const output = await open(file, "w");
  let written = 0;
  try {
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof client.orders.list.query>> = await client.orders.list.query({
        limit: pageSize,
        ...(cursor !== null && { cursor }),
      });
      for (const order of page.orders) {
        await output.write(`${JSON.stringify(order)}\n`);
        written += 1;
      }
      progress.show(written, page.total, "orders");
      cursor = page.nextCursor;
    } while (cursor !== null);
  } finally {
    await output.close();
  }
  return written;
}

export const backup = defineCommand({
  meta: {
    name: "backup",
    description: "Copy a workspace's stock, orders, payouts and profit to a folder; keys of shops stay on the server",
  },
  args: { ...commonArguments, out: { type: "positional", description: "The folder to write to", required: true } },
  run: ({ args }) =>
    runCommand(args, async (command) => {
      await mkdir(args.out, { recursive: true });
      const copied: { file: string; bytes?: number; orders?: number }[] = [];
      for (const name of files) {
        const file = join(args.out, name);
        const onBytes = (bytes: number) => command.progress.show(Math.round(bytes / 1024), null, `kB of ${name}`);
        const bytes = await download({ settings: command.settings, path: `/api/export/${name}`, file, onBytes });
        copied.push({ file, bytes });
      }
      const file = join(args.out, "orders.jsonl");
      copied.push({ file, orders: await writeOrders(command, file) });
      command.progress.end();
      command.print({ files: copied }, () => copied.map((part) => part.file).join("\n"));
    }),
});
