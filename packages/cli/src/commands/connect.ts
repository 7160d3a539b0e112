import { defineCommand } from "citty";
import { commonArguments, runCommand } from "../run-command.ts";

export const connect = defineCommand({
  meta: {
    name: "connect",
    description: "Connect a platform: counterfoil connect bricklink consumerKey=… consumerSecret=…",
  },
  args: {
    platform: { type: "positional", description: "Such as bricklink or ebay", required: true },
    ...commonArguments,
    marketplace: { type: "string", description: "Where the platform has several" },
  },
  run: ({ args }) =>
    runCommand(args, async ({ client, print }) => {
      const { platform, marketplace } = args;
      const fields = fieldsOf(args._.slice(1));
      const manifest = (await client.platforms.list.query()).find((known) => known.platform === platform);
      if (manifest === undefined) throw new Error(`This server knows no platform named ${platform}.`);
      const target = { platform, fields, ...(marketplace && { marketplace }) };
      if (manifest.connectionMethods.some(({ kind }) => kind === "keys")) {
        const card = await client.connections.saveKeys.mutate(target);
        print(card, () => `${manifest.name} is connected as ${card.account ?? "this account"}.`);
      } else {
        const started = await client.connections.startOAuth.mutate(target);
        print(started, () => `Open this in a browser that is signed in here:\n${started.authorizationUrl}`);
      }
    }),
});

/** Reads `name=value` words. Throws for a word that is none. */
export function fieldsOf(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf("=");
      if (at < 1) throw new Error(`"${word}" is not of the form name=value.`);
      return [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
