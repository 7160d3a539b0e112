function textField(error: unknown, field: "code" | "constraint"): string | null {
  if (typeof error !== "object" || error === null) return null;
  const value = (error as Record<string, unknown>)[field];
  if (typeof value === "string") return value;
  return "cause" in error ? textField(error.cause, field) : null;
}

/** The database's five-character error code (SQLSTATE), or null for other errors. */
export function databaseErrorCode(error: unknown): string | null {
  return textField(error, "code");
}

/** The name of the constraint that refused the statement, or null. */
export function violatedConstraint(error: unknown): string | null {
  return textField(error, "constraint");
}

/** True when the error says that an item's units would be promised more often than there are. */
export function isOverclaim(error: unknown): boolean {
  return violatedConstraint(error) === "inventory_items_claimed_within_on_hand";
}
