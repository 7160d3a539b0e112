import type { z } from "zod";
import type { TiktokShopContext } from "./envelope.ts";
import { badParameter, malformedBody } from "./tiktok-shop-errors.ts";

/** The JSON body checked by a schema; no body reads as an empty object. */
export async function readBody<S extends z.ZodType>(c: TiktokShopContext, schema: S): Promise<z.output<S>> {
  const text = await c.req.text();
  const result = schema.safeParse(text === "" ? {} : parse(text));
  if (result.success) return result.data;
  throw badParameter(complaint("body.", result.error));
}

/** The query checked by a schema. */
export function readQuery<S extends z.ZodType>(c: TiktokShopContext, schema: S): z.output<S> {
  const result = schema.safeParse(c.req.query());
  if (result.success) return result.data;
  throw badParameter(complaint("", result.error));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody();
  }
}

function complaint(where: string, error: z.ZodError): string {
  const [issue] = error.issues;
  const name = `${where}${issue?.path.map(String).join(".") ?? ""}`;
  const missing = issue?.code === "invalid_type" && /received undefined/.test(issue.message);
  return missing ? `Invalid request. The param ${name} is missing.` : `Invalid request. The param ${name} is invalid.`;
}
