import { createReadStream, createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { BackupError } from "@counterfoil/db";
import { Decrypter, Encrypter } from "age-encryption";

type WriteLine = (line: string) => Promise<void>;

/**
 * Writes lines to one file: compressed, then encrypted in the age format (https://age-encryption.org/v1) by a
 * passphrase, so that the `age` program opens it too. The file appears under its name only when it is whole.
 */
export async function writeBackupFile(
  target: { path: string; passphrase: string },
  produce: (write: WriteLine) => Promise<void>,
): Promise<void> {
  const draft = `${target.path}.partial`;
  const compressor = createGzip();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(target.passphrase);
  try {
    const encrypted = await encrypter.encrypt(Readable.toWeb(compressor) as ReadableStream<Uint8Array>);
    const written = pipeline(encrypted, createWriteStream(draft, { flags: "w", mode: 0o600 }));
    written.catch((error) => compressor.destroy(error));
    await Promise.all([written, feed(compressor, produce)]);
    await flushToDisk(draft);
    await rename(draft, target.path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const bufferedCharacters = 65_536;

/** Hands lines on in larger pieces, no faster than the disk takes them. Throws what the disk answers. */
async function feed(stream: Transform, produce: (write: WriteLine) => Promise<void>): Promise<void> {
  let waiting = "";
  const flush = async () => {
    const text = waiting;
    waiting = "";
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  };
  try {
    await produce(async (line) => {
      waiting += `${line}\n`;
      if (waiting.length > bufferedCharacters) await flush();
    });
    if (waiting !== "") await flush();
    stream.end();
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
}

async function flushToDisk(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/** The lines of a file that `writeBackupFile` made. Throws a BackupError for a wrong passphrase or a damaged file. */
export async function* readBackupFile(source: { path: string; passphrase: string }): AsyncGenerator<string> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(source.passphrase);
  const file = createReadStream(source.path);
  try {
    const decrypted = await decrypter.decrypt(Readable.toWeb(file) as ReadableStream<Uint8Array>);
    const unpacked = createGunzip();
    const fed = pipeline(decrypted, unpacked);
    fed.catch((error) => unpacked.destroy(error));
    yield* createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY });
    await fed;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") {
      throw new BackupError(`There is no file ${source.path}.`, { cause });
    }
    throw new BackupError("The backup cannot be opened: the passphrase is another one, or the file was damaged.", {
      cause,
    });
  } finally {
    file.destroy();
  }
}
