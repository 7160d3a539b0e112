import { defineCommand } from "citty";
import { download } from "../download.ts";
import { commonArguments, runCommand } from "../run-command.ts";

export const exportCommand = defineCommand({
  meta: { name: "export", description: "Write the inventory as CSV, to a file or to standard output" },
  args: { ...commonArguments, out: { type: "string", description: "The file to write" } },
  run: ({ args }) =>
    runCommand(args, async ({ settings, progress, print }) => {
      const bytes = await download({
        ...{ settings, path: "/api/export/inventory.csv", file: args.out },
        onBytes: (written) => progress.show(Math.round(written / 1024), null, "kB of the inventory"),
      });
      if (args.out === undefined) return;
      progress.end();
      print({ file: args.out, bytes }, () => `${args.out}: ${Math.round(bytes / 1024)} kB`);
    }),
});
