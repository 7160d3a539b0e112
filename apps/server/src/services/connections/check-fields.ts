import type { ConnectionMethod, ManifestField } from "@counterfoil/connector-kit";
import { type FieldIssue, invalid } from "../service-error.ts";

/**
 * Checks typed values strictly against the manifest: unknown names, missing required fields, and each field's own
 * rule. Throws `invalid` with one issue per field; answers the cleaned values.
 */
export function checkFields(
  method: ConnectionMethod,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = new Set(method.fields.map((field) => field.name));
  const issues: FieldIssue[] = Object.keys(values)
    .filter((name) => !known.has(name))
    .map((name) => ({ path: `fields.${name}`, message: "This field is not known." }));
  const cleaned: Record<string, string> = {};
  for (const field of method.fields) {
    const checked = checkField(field, values[field.name]);
    if (checked.issue !== null) issues.push(checked.issue);
    else if (checked.value !== undefined) cleaned[field.name] = checked.value;
  }
  if (issues.length > 0) throw invalid("Some fields need another look.", issues);
  return cleaned;
}

function checkField(
  field: ManifestField,
  typed: string | undefined,
): { value: string | undefined; issue: null } | { issue: FieldIssue } {
  const value = typed?.trim();
  const path = `fields.${field.name}`;
  if (value === undefined || value === "") {
    return field.required
      ? { issue: { path, message: `Enter the ${field.label}.` } }
      : { value: undefined, issue: null };
  }
  const result = field.schema.safeParse(value);
  if (result.success) return { value: result.data, issue: null };
  return { issue: { path, message: result.error.issues[0]?.message ?? "This value is not valid." } };
}

/** Required fields that have no value, by label. */
export function missingFields(method: ConnectionMethod, stored: ReadonlySet<string>): string[] {
  return method.fields.filter((field) => field.required && !stored.has(field.name)).map((field) => field.label);
}
