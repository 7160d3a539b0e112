const emptySlot = -1;

/** Open-addressing map from a term's hash to a dense id: a few bytes a term where a Map takes a hundred. */
export class TermTable {
  #keys: Uint32Array;
  #ids: Int32Array;
  #size = 0;

  constructor(capacity = 1 << 12) {
    this.#keys = new Uint32Array(capacity);
    this.#ids = new Int32Array(capacity).fill(emptySlot);
  }

  get size(): number {
    return this.#size;
  }

  /** The id of a term, or -1 where the index has never seen it. */
  find(hash: number): number {
    return this.#ids[this.#slot(hash)] ?? emptySlot;
  }

  /** The id of a term, given one if it is new. Ids count up from 0. */
  intern(hash: number): number {
    if (this.#size * 10 > this.#ids.length * 6) this.#grow();
    const slot = this.#slot(hash);
    const known = this.#ids[slot] ?? emptySlot;
    if (known !== emptySlot) return known;
    this.#keys[slot] = hash;
    this.#ids[slot] = this.#size;
    this.#size += 1;
    return this.#size - 1;
  }

  #slot(hash: number): number {
    const mask = this.#ids.length - 1;
    let slot = hash & mask;
    while (this.#ids[slot] !== emptySlot && this.#keys[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const ids = this.#ids;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#ids = new Int32Array(ids.length * 2).fill(emptySlot);
    for (let index = 0; index < ids.length; index += 1) {
      const id = ids[index] ?? emptySlot;
      if (id === emptySlot) continue;
      const slot = this.#slot(keys[index] ?? 0);
      this.#keys[slot] = keys[index] ?? 0;
      this.#ids[slot] = id;
    }
  }
}
