import { gunzipSync } from "node:zlib";
import {
  type BodyDecoder,
  BodyProblem,
  type CallLimits,
  ConnectorError,
  noBody,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import type { AmazonClient } from "./amazon-client.ts";

/** Where the content of a document lies: an address that needs no credentials and lives for minutes. */
export interface DocumentPlace {
  url: string;
  compressionAlgorithm?: string | null | undefined;
}

/** Documents of feeds and reports, which lie beside the API. */
export interface Documents {
  /** Reads a document as text, unpacked and in its own character set. */
  download(place: DocumentPlace, limits: CallLimits): Promise<string>;
  /** Writes a document. The type must be the very text that it was announced with. */
  upload(place: DocumentPlace, content: { text: string; type: string }, limits: CallLimits): Promise<void>;
}

export function createDocuments(client: Pick<AmazonClient, "plain">, baseURL: string | undefined): Documents {
  return {
    async download(place, limits) {
      const { data } = await client.plain.request({
        ...limits,
        operation: "GET document",
        lane: "refresh_catalogue",
        path: safeUrl(place.url, baseURL),
        decode: documentText(place.compressionAlgorithm ?? null),
      });
      return data;
    },

    async upload(place, { text, type }, limits) {
      await client.plain.request({
        ...limits,
        operation: "PUT document",
        lane: "withdraw_stock",
        method: "PUT",
        // Nothing happens before a feed names the document: writing it twice is writing it once.
        effect: "idempotent_write",
        path: safeUrl(place.url, baseURL),
        body: { content: new TextEncoder().encode(text), type },
        decode: noBody,
      });
    },
  };
}

/** Documents come and go by https only, except from the stand-in that all calls go to. */
function safeUrl(url: string, baseURL: string | undefined): string {
  const { protocol, origin } = new URL(url);
  if (protocol === "https:" || (baseURL !== undefined && origin === new URL(baseURL).origin)) return url;
  throw new ConnectorError({
    code: "bad_response",
    message: "Amazon named a document at an address that is not safe.",
  });
}

function documentText(compression: string | null): BodyDecoder<string> {
  return (answer) => {
    if (compression !== null && compression !== "GZIP") {
      throw new BodyProblem(`it is packed by ${compression}, which is not known`, { incomplete: false });
    }
    return decoderFor(answer).decode(compression === null ? answer.bytes : unpacked(answer));
  };
}

function unpacked(answer: WireAnswer): Uint8Array {
  try {
    return gunzipSync(answer.bytes);
  } catch (cause) {
    throw new BodyProblem("it could not be unpacked", { incomplete: true, cause });
  }
}

/** Amazon's reports are often not UTF-8: the content type says what they are. */
function decoderFor(answer: WireAnswer): InstanceType<typeof TextDecoder> {
  const charset = /charset=["']?([\w-]+)/i.exec(answer.headers.get("content-type") ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder("utf-8");
  }
}
