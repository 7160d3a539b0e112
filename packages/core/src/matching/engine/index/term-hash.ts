/** The kinds of term an index holds. Each kind hashes apart, so that a prefix never meets a whole word. */
export const termKind = { whole: 0, prefix: 7 } as const;
export type TermKind = (typeof termKind)[keyof typeof termKind];

/**
 * 32-bit hash of a term (FNV-1a with a final mix). Two terms of a million-item index share a hash about once in a
 * thousand; such a collision costs a look at one more candidate and never a wrong link, since evidence is read from
 * the titles themselves.
 */
export function termHash(text: string, kind: TermKind): number {
  let hash = 2166136261 ^ kind;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 16777619);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return hash >>> 0;
}
