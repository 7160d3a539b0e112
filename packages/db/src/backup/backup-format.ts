/** First line of a backup: what made it. */
export interface BackupHeader {
  format: "counterfoil-backup";
  version: 1;
  /** The migrations that the schema had taken. */
  migrations: { number: number; checksum: string }[];
}

/** Comes before the rows of a table; each row is a line with one JSON array of texts, in the order of the columns. */
export interface BackupTable {
  table: string;
  columns: string[];
}

/** Last line: a backup without it is not whole. */
export interface BackupEnd {
  end: true;
  rows: number;
}

/** Thrown for a backup that cannot be restored here; the message says why and what to do. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
