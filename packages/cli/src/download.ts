import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Settings } from "./settings.ts";

interface Download {
  settings: Settings;
  /** Below the server's address, such as `/api/export/inventory.csv`. */
  path: string;
  /** Left out: standard output. */
  file?: string | undefined;
  onBytes(bytes: number): void;
}

/** Writes what the server sends, piece by piece; answers how many bytes it was. */
export async function download({ settings, path, file, onBytes }: Download): Promise<number> {
  const response = await fetch(new URL(path, settings.url), { headers: { authorization: `Bearer ${settings.key}` } });
  if (!response.ok || response.body === null) throw new Error(`The server refused ${path}: ${response.status}`);
  let bytes = 0;
  const counted = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      onBytes(bytes);
      yield chunk;
    }
  };
  const source = Readable.fromWeb(response.body as never);
  if (file === undefined) await pipeline(source, counted, process.stdout, { end: false });
  else await pipeline(source, counted, createWriteStream(file));
  return bytes;
}
