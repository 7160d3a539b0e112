const none: ReadonlySet<string> = new Set();

/** Which items stand under which key. */
export class Postings {
  readonly #lists = new Map<string, Set<string>>();

  get(key: string): ReadonlySet<string> {
    return this.#lists.get(key) ?? none;
  }

  add(key: string, id: string): void {
    const list = this.#lists.get(key);
    if (list) list.add(id);
    else this.#lists.set(key, new Set([id]));
  }

  remove(key: string, id: string): void {
    const list = this.#lists.get(key);
    if (!list?.delete(id) || list.size > 0) return;
    this.#lists.delete(key);
  }
}
