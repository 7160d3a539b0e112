import { gzipSync } from "node:zlib";
import type { StoredDocument } from "../amazon-entities.ts";
import { type AmazonWorld, secondsFromNow } from "../amazon-world.ts";
import type { ApiContext } from "../operation.ts";

const ADDRESS_SECONDS = 300;

/** Keeps a finished document, packed unless the settings say otherwise. */
export function storeDocument(
  world: AmazonWorld,
  owner: { sellerId: string; contentType: string },
  content: Buffer,
): StoredDocument {
  const packed = world.settings.gzipDocuments;
  return world.documents.put({
    ...owner,
    documentId: documentIdFrom(world),
    content: (packed ? gzipSync(content) : content).toString("base64"),
    compressionAlgorithm: packed ? "GZIP" : null,
  });
}

/** An empty document that is to be uploaded. */
export function expectDocument(world: AmazonWorld, owner: { sellerId: string; contentType: string }): StoredDocument {
  return world.documents.put({
    ...owner,
    documentId: documentIdFrom(world),
    content: null,
    compressionAlgorithm: null,
  });
}

/** A presigned address: five minutes, one method, one document. */
export function signedAddress(
  world: AmazonWorld,
  c: ApiContext,
  { documentId, method }: { documentId: string; method: "GET" | "PUT" },
): string {
  const { signature } = world.signedAddresses.put({
    signature: world.random.hex(64),
    documentId,
    method,
    expiresAt: secondsFromNow(world, ADDRESS_SECONDS),
  });
  const date = world.clock.iso().replace(/[-:]|\.\d+/g, "");
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Date": date,
    "X-Amz-SignedHeaders": method === "PUT" ? "content-type;host" : "host",
    "X-Amz-Expires": String(ADDRESS_SECONDS),
    "X-Amz-Signature": signature,
  });
  return `${new URL(c.req.url).origin}${world.prefix}/s3/${documentId}?${query}`;
}

function documentIdFrom(world: AmazonWorld): string {
  return `amzn1.tortuga.4.eu.${world.random.uuid()}.${world.random.hex(14).toUpperCase()}`;
}
