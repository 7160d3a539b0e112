import { type CounterfoilClient, createCounterfoilClient, failureOf } from "@counterfoil/client";
import { type ProgressBar, progressBar } from "./progress-bar.ts";
import { readSettings, type Settings } from "./settings.ts";

/** Flags that every command takes. */
export const commonArguments = {
  url: { type: "string", description: "The server's address" },
  key: { type: "string", description: "An API key" },
  json: { type: "boolean", description: "Print one JSON value and nothing else", default: false },
} as const;

export interface CommonFlags {
  url?: string | undefined;
  key?: string | undefined;
  json: boolean;
}

/** What a command works with. */
export interface Command {
  client: CounterfoilClient;
  settings: Settings;
  progress: ProgressBar;
  /** Prints the value as JSON where that was asked for, else the text. */
  print(value: unknown, text: () => string): void;
}

/** Runs a command: its failures are a sentence and an exit code of 1, never a stack. */
export async function runCommand(flags: CommonFlags, work: (command: Command) => Promise<void>): Promise<void> {
  try {
    // biome-ignore lint/style/noProcessEnv: a command line takes its settings from the environment
    const settings = await readSettings(flags, process.env);
    const client = createCounterfoilClient(settings);
    const print: Command["print"] = (value, text) =>
      void process.stdout.write(`${flags.json ? JSON.stringify(value, null, 2) : text()}\n`);
    await work({ client, settings, print, progress: progressBar(process.stderr) });
  } catch (error) {
    const failure = failureOf(error);
    const words = failure === null ? String(error instanceof Error ? error.message : error) : failure.message;
    const remedy = failure?.remedy ? ` ${failure.remedy}` : "";
    process.stderr.write(`${words}${remedy}\n`);
    process.exitCode = 1;
  }
}
