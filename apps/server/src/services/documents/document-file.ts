import type { z } from "zod";
import type { Verb } from "../context.ts";
import { type MadeDocument, makeDocument, type makeDocumentInput } from "./make-document.ts";

/** A document as text, for callers that take no bytes. */
export interface DocumentFile extends Omit<MadeDocument, "content"> {
  base64: string;
}

/** The document in base64. */
export async function documentFile(verb: Verb<z.infer<typeof makeDocumentInput>>): Promise<DocumentFile> {
  const { content, ...rest } = await makeDocument(verb);
  return { ...rest, base64: Buffer.from(content).toString("base64") };
}
