import { ConnectorError, schemaIssues } from "@counterfoil/connector-kit";
import type { z } from "zod";

/** A record by its schema. Throws `bad_response` naming the fields that are wrong, never their values. */
export function checkRecord<Value>(schema: z.ZodType<Value>, value: unknown, operation: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = schemaIssues(result.error);
  const where = issues.map((issue) => `${issue.path}: ${issue.message}`).join("; ");
  const message = `Bricqer's answer does not have the expected shape (${where}).`;
  throw new ConnectorError({ code: "bad_response", message, operation, issues });
}
