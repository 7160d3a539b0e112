import type { SimulatorApp } from "../../kit/index.ts";
import type { StoredDocument } from "../amazon-entities.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { ApiContext } from "../operation.ts";

type Refusal = readonly [status: 400 | 403 | 404, code: string, message: string];

/** The storage behind presigned addresses; it answers in XML and wants no token. */
export function addDocumentRoutes(world: AmazonWorld, app: SimulatorApp) {
  app.get("/s3/:documentId", (c) => {
    const { document, refusal } = lookUp(world, c, "GET");
    if (document === undefined) return refuse(c, refusal);
    const { content, contentType } = document;
    if (content === null) return refuse(c, [404, "NoSuchKey", "The specified key does not exist."]);
    return c.body(new Uint8Array(Buffer.from(content, "base64")), 200, { "content-type": contentType });
  });
  app.put("/s3/:documentId", async (c) => {
    const { document, refusal } = lookUp(world, c, "PUT");
    if (document === undefined) return refuse(c, refusal);
    if (c.req.header("content-type") !== document.contentType) return refuse(c, MISMATCH);
    document.content = Buffer.from(await c.req.arrayBuffer()).toString("base64");
    return c.body(null, 200);
  });
}

const MISMATCH: Refusal = [
  403,
  "SignatureDoesNotMatch",
  "The request signature we calculated does not match the signature you provided.",
];

type Found = { document: StoredDocument; refusal?: never } | { document?: never; refusal: Refusal };

function lookUp(world: AmazonWorld, c: ApiContext, method: "GET" | "PUT"): Found {
  if (c.req.header("authorization") !== undefined) {
    return { refusal: [400, "InvalidArgument", "Only one auth mechanism allowed"] };
  }
  const address = world.signedAddresses.get(c.req.query("X-Amz-Signature") ?? "");
  const document = world.documents.get(c.req.param("documentId") ?? "");
  const isSigned = address !== undefined && address.documentId === document?.documentId && address.method === method;
  if (!isSigned || document === undefined) return { refusal: MISMATCH };
  if (address.expiresAt <= world.clock.milliseconds()) {
    return { refusal: [403, "AccessDenied", "Request has expired"] };
  }
  return { document };
}

function refuse(c: ApiContext, [status, code, message]: Refusal): Response {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return c.body(xml, status, { "content-type": "application/xml" });
}
