/** A moment as ISO 8601 UTC; null for nothing, for the empty text that stands for it, and for what is no moment. */
export function toInstant(value: string | null | undefined): string | null {
  const milliseconds = value ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

/** A moment as Monzo wants it: whole seconds, UTC, with `Z`. */
export function toWireTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19)}Z`;
}

/** Trimmed; null for nothing. */
export function plainText(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  return text === "" ? null : text;
}
