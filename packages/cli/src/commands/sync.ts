import { waitForRun } from "@counterfoil/client";
import { defineCommand } from "citty";
import { commonArguments, runCommand } from "../run-command.ts";
import { table } from "../table.ts";

const kinds = { orders: "orders", products: "listings", inventory: "stock" } as const;

export const sync = defineCommand({
  meta: { name: "sync", description: "Read orders, products or inventory now, and wait" },
  args: {
    what: { type: "positional", description: "orders, products or inventory", default: "orders" },
    ...commonArguments,
    platform: { type: "string", description: "Only this platform" },
  },
  run: ({ args }) =>
    runCommand(args, async ({ client, print, progress }) => {
      const { what, platform } = args;
      if (!isKnown(what)) throw new Error(`"${what}" cannot be read. Choose orders, products or inventory.`);
      const started = await client.sync.runNow.mutate({ kind: kinds[what], ...(platform && { platform }) });
      const ended = [];
      for (const { platform: name, runId, refused } of started) {
        if (runId === null) ended.push({ platform: name, state: "refused", refused });
        else {
          const onProgress = (run: { seen: number }) => progress.show(run.seen, null, `${what} of ${name}`);
          ended.push({ ...(await waitForRun(client, runId, { onProgress })), refused: null });
        }
      }
      progress.end();
      const rows = ended.map((run) =>
        "seen" in run
          ? [run.platform, run.state, run.seen, run.created, run.updated, run.failed]
          : [run.platform, run.refused ?? run.state, null, null, null, null],
      );
      print(ended, () => table(["PLATFORM", "STATE", "READ", "NEW", "CHANGED", "FAILED"], rows));
      if (ended.some(({ state }) => state !== "done")) process.exitCode = 1;
    }),
});

function isKnown(what: string): what is keyof typeof kinds {
  return Object.hasOwn(kinds, what);
}
