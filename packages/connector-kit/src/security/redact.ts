const mask = "[redacted]";
const secretKey =
  /authorization|cookie|secret|token|password|passphrase|signature|nonce|api[-_]?key|consumer[-_]?key|client[-_]?id|^key$|^code$/i;

/** Replaces every occurrence of the given secrets in a text, percent-encoded ones too. Empty secrets are ignored. */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((result, secret) => result.replaceAll(secret, mask), text);
}

/** A copy for logs: values of fields whose names speak of secrets are masked, at any depth; cycles are cut. */
export function redactValue(value: unknown): unknown {
  return redactInside(value, new Set());
}

function redactInside(value: unknown, above: ReadonlySet<object>): unknown {
  if (typeof value === "string") return redactUrl(value);
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return "[circular]";
  const path = new Set([...above, value]);
  if (Array.isArray(value)) return value.map((item) => redactInside(item, path));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const masked = secretKey.test(key) && inner !== null && inner !== undefined;
      return [key, masked ? mask : redactInside(inner, path)];
    }),
  );
}

/** Masks the values of secret-sounding query parameters in an address; other text is returned as it is. */
export function redactUrl(text: string): string {
  return text.replace(/([?&])([^=&\s]+)=([^&\s#]*)/g, (whole, separator: string, name: string) =>
    secretKey.test(name) ? `${separator}${name}=${mask}` : whole,
  );
}
