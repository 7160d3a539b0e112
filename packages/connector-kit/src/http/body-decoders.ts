import type { z } from "zod";
import type { ConnectorIssue } from "../contract/index.ts";
import type { WireAnswer } from "./http-types.ts";

/** Reads the body of a successful answer. Throws `BodyProblem` when it is not what the platform promised. */
export type BodyDecoder<Value> = (answer: WireAnswer) => Value;

/** A body that could not be read. `incomplete` bodies look cut off: reading once more may help. */
export class BodyProblem extends Error {
  override readonly name = "BodyProblem";
  readonly incomplete: boolean;
  readonly issues: readonly ConnectorIssue[];

  constructor(message: string, options: { incomplete: boolean; issues?: readonly ConnectorIssue[]; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.incomplete = options.incomplete;
    this.issues = options.issues ?? [];
  }
}

/** JSON checked by a schema. */
export function jsonBody<Value>(schema: z.ZodType<Value>): BodyDecoder<Value> {
  return (answer) => {
    const value = answer.json();
    if (value === undefined) throw new BodyProblem("the body is not JSON", { incomplete: true });
    return checkedBy(schema, value);
  };
}

/** Text turned into a value by `parse` (XML, CSV), then checked by a schema. A `parse` that throws means a cut body. */
export function parsedBody<Value>(parse: (text: string) => unknown, schema: z.ZodType<Value>): BodyDecoder<Value> {
  return (answer) => {
    let value: unknown;
    try {
      value = parse(answer.text());
    } catch {
      throw new BodyProblem("the body could not be parsed", { incomplete: true });
    }
    return checkedBy(schema, value);
  };
}

export const textBody: BodyDecoder<string> = (answer) => answer.text();
export const bytesBody: BodyDecoder<Uint8Array> = (answer) => answer.bytes;
/** Ignores the body. */
export const noBody: BodyDecoder<null> = () => null;

function checkedBy<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new BodyProblem("the body does not have the expected shape", {
    incomplete: false,
    issues: schemaIssues(result.error),
  });
}

/** A schema's complaints as issues: paths and reasons, never the values themselves. */
export function schemaIssues(error: z.ZodError): ConnectorIssue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    code: issue.code ?? null,
    message: issue.message,
  }));
}
