import { BackupError, type DatabaseHandle, dumpDatabase } from "@counterfoil/db";
import { readBackupFile, writeBackupFile } from "./backup-file.ts";

/** Comes before the lines of the database. */
interface FileHeader {
  madeBy: "counterfoil";
  /** The key file of an embedded installation; null where the key is kept outside, in the environment. */
  keyFile: string | null;
}

export interface BackupFile {
  path: string;
  passphrase: string;
}

/** What a backup holds beside the database. */
export interface OpenBackup {
  keyFile: string | null;
  /** The lines of the database. */
  lines: AsyncGenerator<string>;
}

/**
 * Saves an installation to one encrypted file while it goes on working, and reads the file back to its end before
 * saying that it is there. Gives the number of rows.
 */
export async function backupInstallation(
  file: BackupFile,
  from: { database: DatabaseHandle; keyFile: string | null },
): Promise<{ rows: number }> {
  let rows = 0;
  await writeBackupFile(file, async (write) => {
    await write(JSON.stringify({ madeBy: "counterfoil", keyFile: from.keyFile } satisfies FileHeader));
    ({ rows } = await dumpDatabase(from.database, write));
  });
  await requireWhole(file, rows);
  return { rows };
}

async function requireWhole(file: BackupFile, rows: number): Promise<void> {
  let last = "";
  for await (const line of (await openBackup(file)).lines) last = line;
  if (last === JSON.stringify({ end: true, rows })) return;
  throw new BackupError(`The file ${file.path} was written and could not be read back: save to another disk.`);
}

/** Opens a backup. Throws a BackupError for a wrong passphrase, a damaged file, or one of another program. */
export async function openBackup(file: BackupFile): Promise<OpenBackup> {
  const lines = readBackupFile(file);
  const first = await lines.next();
  const header = first.done === true ? null : parseHeader(first.value);
  if (header === null) throw new BackupError("This file is no backup of Counterfoil.");
  return { keyFile: header.keyFile, lines };
}

function parseHeader(line: string): FileHeader | null {
  if (!line.startsWith("{")) return null;
  const header = JSON.parse(line) as Partial<FileHeader>;
  return header.madeBy === "counterfoil" ? { madeBy: header.madeBy, keyFile: header.keyFile ?? null } : null;
}
