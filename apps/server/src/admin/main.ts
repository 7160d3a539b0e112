import { BackupError } from "@counterfoil/db";
import { defineCommand, runCommand, showUsage } from "citty";
import { ConfigError } from "../config.ts";
import { accountsCommand } from "./accounts-command.ts";
import { auditCommand } from "./audit-command.ts";
import { backupCommand, restoreCommand } from "./backup-commands.ts";
import { keysCommand } from "./keys-command.ts";

const adminCommand = defineCommand({
  meta: { name: "admin", description: "What is done to an installation from its own machine." },
  subCommands: {
    ...{ accounts: accountsCommand, audit: auditCommand, keys: keysCommand },
    ...{ backup: backupCommand, restore: restoreCommand },
  },
});

const rawArgs = process.argv.slice(2);
try {
  if (rawArgs.length === 0 || rawArgs.includes("--help")) await showUsage(adminCommand);
  else await runCommand(adminCommand, { rawArgs });
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof BackupError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
