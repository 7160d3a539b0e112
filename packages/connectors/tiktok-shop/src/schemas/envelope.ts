import { z } from "zod";

// TikTok Shop leaves out fields without a value, and some strings end with a line break: everything but ids may be missing.
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
/** Unix seconds. Some webhook examples have them as text. */
export const seconds = z.coerce.number().nullish();
/** A decimal text; the documents know no other form. */
export const decimal = z.union([z.string(), z.number()]).transform(String).nullish();
/** Up to 19 digits and more: never a number. */
export const id = z
  .string()
  .transform((value) => value.trim())
  .pipe(z.string().min(1));
export const count = z.coerce.number().int();

/** The envelope around every answer: `code` 0 is success, whatever the HTTP status says. */
export const envelopeSchema = z.object({ code: z.number(), message: text, request_id: text });

/** An answer whose `data` is checked by `data`. */
export function enveloped<Value>(data: z.ZodType<Value>) {
  return z.object({ data });
}

/** What a schema reads, beside the payload it was read from: schemas leave out what they do not know. */
export function withRaw<Wire>(schema: z.ZodType<Wire>) {
  return z.unknown().transform((raw, context): { wire: Wire; raw: unknown } => {
    const result = schema.safeParse(raw);
    if (result.success) return { wire: result.data, raw };
    for (const { path, message } of result.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });
}

/** Data that nobody reads, or none at all. */
export const anyAnswerData = z.unknown();

export const itemErrorSchema = z.object({
  code: z.number(),
  message: text,
  detail: z
    .object({
      package_id: text,
      sku_id: text,
      extra_errors: z.array(z.object({ code: z.number(), message: text, warehouse_id: text })).nullish(),
    })
    .nullish(),
});
/** One element that failed in a batch whose answer is a success. */
export type WireItemError = z.infer<typeof itemErrorSchema>;

/** Data of a write that tells its failures one by one. */
export const itemErrorsSchema = z.object({ errors: z.array(itemErrorSchema).nullish() }).nullish();
