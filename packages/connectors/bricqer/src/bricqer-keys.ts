/**
 * The same with every name in camelCase, at every depth: Bricqer answers `color_id` at some addresses and `colorId` at
 * others. Values stay as they are.
 */
export function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [camelKey(name), camelKeys(member)]));
}

function camelKey(name: string): string {
  return name.replace(/(?<=[a-z0-9])_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
