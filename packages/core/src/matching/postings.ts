const none: readonly string[] = [];

/** Which items stand under which key. Most keys lead to one item, so that one id is kept bare. */
export class Postings {
  readonly #lists = new Map<string, string | Set<string>>();

  get(key: string): Iterable<string> {
    const list = this.#lists.get(key);
    if (list === undefined) return none;
    return typeof list === "string" ? [list] : list;
  }

  count(key: string): number {
    const list = this.#lists.get(key);
    if (list === undefined) return 0;
    return typeof list === "string" ? 1 : list.size;
  }

  add(key: string, id: string): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, id);
    else if (typeof list !== "string") list.add(id);
    else if (list !== id) this.#lists.set(key, new Set([list, id]));
  }

  remove(key: string, id: string): void {
    const list = this.#lists.get(key);
    if (list === id) this.#lists.delete(key);
    if (list === undefined || typeof list === "string" || !list.delete(id)) return;
    const [last] = list;
    if (list.size === 1 && last !== undefined) this.#lists.set(key, last);
  }
}
