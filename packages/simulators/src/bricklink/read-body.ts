import { BricklinkRefusal } from "./bricklink-errors.ts";
import type { BricklinkContext } from "./envelope.ts";
import type { Body } from "./lot-input.ts";

/** The JSON body of a write: refused unless it is declared as JSON, parses, and is an object or a list. */
export async function readBody(c: BricklinkContext): Promise<Body | Body[]> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) {
    throw new BricklinkRefusal("UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json");
  }
  const value = parse(await c.req.text());
  if (typeof value !== "object" || value === null) throw malformed();
  // JSON objects and lists of them; their fields are checked one by one where they are used.
  return value as Body | Body[];
}

/** A body that must be one object. */
export async function readObject(c: BricklinkContext): Promise<Body> {
  const body = await readBody(c);
  if (Array.isArray(body)) throw malformed();
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed();
  }
}

function malformed() {
  return new BricklinkRefusal("INVALID_REQUEST_BODY", "The request body is not a JSON object");
}
