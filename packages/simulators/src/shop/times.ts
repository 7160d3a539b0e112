/** Makes so many of something, one after the other. */
export function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}
