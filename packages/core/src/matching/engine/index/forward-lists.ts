import { withRoom } from "./growable.ts";

const nothing = new Int32Array(0);

/** The distinct terms of each document: one packed array, and a list each for documents that came later. */
export class ForwardLists {
  #terms: Int32Array;
  #bounds: Uint32Array;
  readonly #later = new Map<number, Int32Array>();

  /** `terms[bounds[d] .. bounds[d + 1])` are the terms of document d. */
  constructor(terms: Int32Array = nothing, bounds: Uint32Array = new Uint32Array(1)) {
    this.#terms = terms;
    this.#bounds = bounds;
  }

  get terms(): Int32Array {
    return this.#terms;
  }

  get bounds(): Uint32Array {
    return this.#bounds;
  }

  get(document: number): Int32Array {
    const end = this.#bounds[document + 1];
    if (end === undefined) return this.#later.get(document) ?? nothing;
    return this.#terms.subarray(this.#bounds[document], end);
  }

  add(document: number, terms: readonly number[]): void {
    this.#later.set(document, Int32Array.from(terms));
  }

  /** Packs the lists of the first `count` documents; those that are not alive keep none. */
  packed(count: number, isAlive: (document: number) => boolean): ForwardLists {
    const packer = new ForwardPacker(count);
    for (let document = 0; document < count; document += 1) {
      packer.push(isAlive(document) ? this.get(document) : nothing);
    }
    return packer.finish();
  }
}

/** Packs lists that come one document after the other. */
export class ForwardPacker {
  #terms: Int32Array<ArrayBuffer>;
  readonly #bounds: Uint32Array;
  #size = 0;
  #documents = 0;

  constructor(documents: number) {
    this.#terms = new Int32Array(Math.max(1024, documents * 16));
    this.#bounds = new Uint32Array(documents + 1);
  }

  push(terms: ArrayLike<number>): void {
    this.#terms = withRoom(this.#terms, this.#size + terms.length, { type: Int32Array });
    this.#terms.set(terms, this.#size);
    this.#size += terms.length;
    this.#documents += 1;
    this.#bounds[this.#documents] = this.#size;
  }

  finish(): ForwardLists {
    return new ForwardLists(this.#terms.slice(0, this.#size), this.#bounds);
  }
}
