import { redactText } from "@counterfoil/connector-kit";

/** Masks the API key in an address or any other text, as `key=***`: the key travels in addresses. Never log one unmasked. */
export function redactKey(text: string, key = ""): string {
  return redactText(text.replace(/((?:^|[?&])key=)[^&\s"'#]*/g, "$1***"), [key]);
}

/** A `fetch` whose errors never carry the key, whatever they quote. */
export function redactingFetch(fetch: typeof globalThis.fetch, key: string): typeof globalThis.fetch {
  return async (input, init) => {
    try {
      return await fetch(input, init);
    } catch (error) {
      throw quotesKey(error, key) ? maskedError(error, key) : error;
    }
  };
}

function quotesKey(error: unknown, key: string): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    const text = `${current.message}${current.stack ?? ""}`;
    if (text.includes(key) || text.includes(encodeURIComponent(key))) return true;
  }
  return false;
}

function maskedError(error: unknown, key: string): Error {
  const masked = new Error(redactKey(error instanceof Error ? error.message : "the call failed", key));
  if (error instanceof Error && "code" in error) Object.assign(masked, { code: error.code });
  return masked;
}
