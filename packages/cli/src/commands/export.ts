import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { defineCommand } from "citty";
import { commonArguments, runCommand } from "../run-command.ts";

export const exportCommand = defineCommand({
  meta: { name: "export", description: "Write the inventory as CSV, to a file or to standard output" },
  args: { ...commonArguments, out: { type: "string", description: "The file to write" } },
  run: ({ args }) =>
    runCommand(args, async ({ settings, progress, print }) => {
      const response = await fetch(new URL("/api/export/inventory.csv", settings.url), {
        headers: { authorization: `Bearer ${settings.key}` },
      });
      if (!response.ok || response.body === null) throw new Error(`The server refused the export: ${response.status}`);
      let bytes = 0;
      const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          progress.show(Math.round(bytes / 1024), null, "kB of the inventory");
          yield chunk;
        }
      };
      const source = Readable.fromWeb(response.body as never);
      if (args.out === undefined) return await pipeline(source, counted, process.stdout, { end: false });
      await pipeline(source, counted, createWriteStream(args.out));
      progress.end();
      print({ file: args.out, bytes }, () => `${args.out}: ${Math.round(bytes / 1024)} kB`);
    }),
});
