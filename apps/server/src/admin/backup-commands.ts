import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BackupError, createDatabase, restoreDatabase } from "@counterfoil/db";
import { defineCommand } from "citty";
import { ConfigError, readBackupPassphrase, readConfig } from "../config.ts";
import { keyFilePath } from "../security/master-key.ts";
import { backupInstallation, openBackup } from "../services/backup/backup-installation.ts";
import { say, withInstallation } from "./open-installation.ts";

const args = {
  file: { type: "positional", description: "The backup file.", required: true },
  passphraseFile: {
    type: "string",
    description: "File with the passphrase, instead of COUNTERFOIL_BACKUP_PASSPHRASE.",
  },
} as const;

function passphraseFrom(path: string | undefined): string {
  const passphrase = path === undefined ? readBackupPassphrase() : readFileSync(path, "utf8").trim();
  if (passphrase !== null && passphrase.length >= 12) return passphrase;
  throw new ConfigError(
    "A backup is encrypted: set COUNTERFOIL_BACKUP_PASSPHRASE (12 characters or more), or name a --passphrase-file.",
  );
}

/** `backup FILE`: the whole installation in one encrypted file, while it works on. */
export const backupCommand = defineCommand({
  meta: { name: "backup", description: "Save the whole installation to one encrypted file." },
  args,
  run: async ({ args: given }) => {
    const file = { path: given.file, passphrase: passphraseFrom(given.passphraseFile) };
    const { rows } = await withInstallation(({ db, config }) => {
      const path = keyFilePath(config.dataDir);
      const keyFile = config.masterKey === null && existsSync(path) ? readFileSync(path, "utf8") : null;
      return backupInstallation(file, { database: db, keyFile });
    });
    say(`Saved ${rows} rows to ${file.path}, and read it back to its end.`);
  },
});

/** `restore FILE`: into an empty database or data folder. */
export const restoreCommand = defineCommand({
  meta: { name: "restore", description: "Restore a backup into an empty installation." },
  args,
  run: async ({ args: given }) => {
    const backup = await openBackup({ path: given.file, passphrase: passphraseFrom(given.passphraseFile) });
    const config = readConfig();
    const keyPath = keyFilePath(config.dataDir);
    if (backup.keyFile !== null && existsSync(keyPath) && readFileSync(keyPath, "utf8") !== backup.keyFile) {
      throw new BackupError(`The folder ${config.dataDir} has a key of its own: move it away, or name an empty one.`);
    }
    let rows = 0;
    const prepare = async (runner: Parameters<typeof restoreDatabase>[0]) => {
      ({ rows } = await restoreDatabase(runner, backup.lines));
    };
    const location = config.databaseUrl === null ? { dataDir: config.dataDir } : { url: config.databaseUrl };
    const db = await createDatabase(location, { prepare });
    await db.close();
    if (backup.keyFile !== null) writeKeyFile(keyPath, backup.keyFile);
    say(`Restored ${rows} rows. Start the server: the next syncs fetch what happened since.`);
  },
});

function writeKeyFile(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, content, { mode: 0o600 });
}
